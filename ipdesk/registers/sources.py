"""The texts of law and policy that findings rest on, each named once with how sure we are of it.

Versions in force in November 2026. The confidence letters are those of `findings.Basis`.
"""

from __future__ import annotations

from typing import Final

from ipdesk.model.findings import Basis

OPINION: Final = "国知发运字〔2021〕7号"
PATENT_LAW: Final = "专利法"
PATENT_RULES: Final = "专利法实施细则"

PRACTICE: Final = Basis("", "", "P")

OPINION_NAVIGATION: Final = Basis(OPINION, "（二）", "C")
OPINION_ASSESSMENT: Final = Basis(OPINION, "（三）", "C")
FISCAL_COSTS: Final = Basis(OPINION, "（四）", "C")
OPINION_DISCLOSURE: Final = Basis(OPINION, "（七）", "C")
OPINION_CONTRACTS: Final = Basis(OPINION, "（八）", "C")
OPINION_AGREEMENTS: Final = Basis(OPINION, "（九）", "C")
OPINION_PROJECTS: Final = Basis(OPINION, "（十）", "C")
OPINION_OFFICERS: Final = Basis(OPINION, "（十一）", "C")
OPINION_ABROAD: Final = Basis(OPINION, "（六）", "C")
OPINION_STAFF: Final = Basis(OPINION, "（十四）", "C")
OPINION_USE: Final = Basis(OPINION, "（五）", "C")

ABROAD_REVIEW: Final = Basis(PATENT_LAW, "第十九条", "C")
ABROAD_REQUEST: Final = Basis(PATENT_RULES, "第八条", "C")
ABROAD_DECISION: Final = Basis(PATENT_RULES, "第九条", "C")
FILING_DAY: Final = Basis(PATENT_RULES, "第十二条", "C")
OPEN_LICENCE: Final = Basis(PATENT_LAW, "第五十条、第五十一条", "C")
OPEN_LICENCE_LIMITS: Final = Basis(PATENT_RULES, "第八十五条至第八十八条", "C")
TECHNOLOGY_EXPORT: Final = Basis("技术进出口管理条例", "第二条", "C")
NUMBERING: Final = Basis("专利申请号标准 ZC 0006-2003", "", "S")
HIGH_VALUE_PATENTS: Final = Basis("国家知识产权局高价值发明专利统计口径", "", "S")
SERVICE_INVENTION: Final = Basis(PATENT_LAW, "第六条", "C")
GRACE: Final = Basis(PATENT_LAW, "第二十四条", "C")
GRACE_MEETINGS: Final = Basis(PATENT_RULES, "第三十三条", "C")
GENETIC_SOURCE: Final = Basis(PATENT_LAW, "第二十六条", "M")
SERVICE_INVENTION_TERMS: Final = Basis(PATENT_RULES, "第十三条", "C")
INVENTOR: Final = Basis(PATENT_RULES, "第十四条", "C")
BIOLOGICAL_DEPOSIT: Final = Basis(PATENT_RULES, "第二十七条", "C")
TRANSFER_REGISTRATION: Final = Basis(PATENT_LAW, "第十条", "C")
CO_OWNED_PATENT: Final = Basis(PATENT_LAW, "第十四条", "C")

SECRECY_MARKS: Final = Basis("保守国家秘密法", "第二十二条", "C")
SECRECY_SYSTEMS: Final = Basis("保守国家秘密法", "第三十一条", "C")
SECRECY_BEFORE_RELEASE: Final = Basis("保守国家秘密法", "第三十五条", "C")
DUAL_USE: Final = Basis("两用物项出口管制条例", "第二条", "C")
EXPORT_CATALOGUE: Final = Basis("商务部、科技部公告2025年第28号", "", "S")
OUTBOUND: Final = Basis("国办发〔2018〕19号", "", "S")
FUNDING_DECLARATION: Final = Basis("国知发运字〔2024〕3号", "", "S")
TRADE_SECRETS: Final = Basis("反不正当竞争法", "第十条", "C")
HUMAN_GENES: Final = Basis("人类遗传资源管理条例", "第二十四条、第二十六条、第二十八条", "C")
DEFENCE_PATENT: Final = Basis("国防专利条例", "第四条", "C")
SCIENCE_SECRETS: Final = Basis("科学技术保密规定", "", "M")
PUBLIC_FUNDS: Final = Basis("科学技术进步法", "第三十二条、第三十四条", "C")
FIRST_REFUSAL: Final = Basis("民法典", "第八百四十七条", "C")
SECRET_MEASURES: Final = Basis("法释〔2020〕7号", "第六条", "C")
LEAK_REPORT: Final = Basis("保守国家秘密法实施条例", "第六十一条", "C")

CLASSIFIED_POSTS: Final = Basis("保守国家秘密法", "第四十三条", "C")
LEAVING_CLASSIFIED: Final = Basis("保守国家秘密法", "第四十六条", "C")
COOLING_LENGTH: Final = Basis("涉密人员脱密期管理实务", "", "S")
NON_COMPETE_PERSONS: Final = Basis("劳动合同法", "第二十四条", "C")
NON_COMPETE_PAY: Final = Basis("劳动合同法", "第二十三条", "C")
NON_COMPETE_GUIDE: Final = Basis("企业实施竞业限制合规指引", "", "S")
NO_PENALTY: Final = Basis("劳动合同法", "第二十五条", "C")
STAFF_RESIGNATION: Final = Basis("事业单位人事管理条例", "第十七条", "C")
LEAVE_TO_FOUND: Final = Basis("人社部发〔2019〕137号", "", "S")
SECRECY_AFTER_LEAVING: Final = Basis("促进科技成果转化法", "第四十二条", "C")
HOST_UNIT: Final = Basis(PATENT_RULES, "第十三条第二款", "C")
