"""What can happen to a right or a technical secret: the events from which deadlines run and which clear them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ipdesk.model.text import N_

# What stands in fields of a record and never among its rows of events.
FIXED: Final[Mapping[str, str]] = {
    "priority": N_("Priority"),
    "filed": N_("Filed"),
    "granted": N_("Granted or registered"),
    "ended": N_("Ended"),
    "recognised": N_("Recognised as a technical secret"),
    "released": N_("Released from secrecy"),
}
PROSECUTION: Final[Mapping[str, str]] = {
    "acceptance": N_("Notice of acceptance"),
    "filing-fee-paid": N_("Filing fee paid"),
    "priority-documents": N_("Priority documents filed"),
    "priority-restored": N_("Restoration of priority requested"),
    "shown": N_("Shown or told before filing, with grace"),
    "grace-evidence": N_("Evidence for the grace filed"),
    "deposited": N_("Biological material deposited"),
    "deposit-certificate": N_("Certificate of deposit filed"),
    "published": N_("Published by the office"),
    "exam-requested": N_("Examination requested"),
    "exam-entered": N_("Notice of entry into examination"),
    "amended": N_("Amended of one's own accord"),
    "correction-notice": N_("Notice to correct"),
    "first-action": N_("First office action"),
    "office-action": N_("Further office action"),
    "response": N_("Response filed"),
    "extension": N_("Extension granted"),
    "refused": N_("Decision of refusal"),
    "reexam-requested": N_("Re-examination requested"),
    "reexam-decision": N_("Decision on re-examination"),
    "sued": N_("Suit filed"),
    "grant-notice": N_("Notice of grant"),
    "formalities": N_("Grant formalities done"),
    "twin-filed": N_("Utility model filed on the same day"),
    "twin-notice": N_("Notice to give up the utility model"),
    "twin-given-up": N_("Utility model given up"),
    "divided": N_("Divisional application filed"),
    "withdrawal-notice": N_("Notice: deemed withdrawn or right lost"),
    "hindrance-ended": N_("Force majeure came to an end"),
    "restore-requested": N_("Restoration of rights requested"),
    "restored": N_("Rights restored"),
    "suspended": N_("Proceedings suspended"),
    "suspension-extended": N_("Suspension extended"),
    "retracted": N_("Application withdrawn"),
}
ABROAD: Final[Mapping[str, str]] = {
    "secrecy-requested": N_("Secrecy review requested"),
    "secrecy-notice": N_("Notice of the secrecy review"),
    "secrecy-decision": N_("Decision of the secrecy review"),
    "filed-abroad": N_("Filed abroad"),
    "entered": N_("Entered the national phase"),
    "entry-translation": N_("Translation for the entry filed"),
    "entry-priority-fee": N_("Priority fee of the entry paid"),
}
KEEPING: Final[Mapping[str, str]] = {
    "fee-paid": N_("Annual fee paid"),
    "overpaid": N_("Fee paid twice or too much"),
    "refund-requested": N_("Refund requested"),
    "fee-notice": N_("Notice of an unpaid fee"),
    "renewed": N_("Renewed"),
    "term-compensation": N_("Compensation of term requested"),
    "marketing-approved": N_("Marketing approval of a new drug"),
    "report-requested": N_("Evaluation report requested"),
    "report-issued": N_("Evaluation report issued"),
    "invalidity-requested": N_("Invalidity requested"),
    "invalidity-served": N_("Request for invalidity served"),
    "invalidity-grounds": N_("Grounds of invalidity added"),
    "invalidity-decision": N_("Decision on invalidity"),
    "opposed": N_("Opposed"),
    "infringement-known": N_("Infringement known"),
    "lapse-notice": N_("Notice of termination"),
}
USE: Final[Mapping[str, str]] = {
    "implemented": N_("Put into practice"),
    "licence": N_("Licence contract in effect"),
    "licence-recorded": N_("Licence recorded"),
    "licence-ended": N_("Licence ended"),
    "open-licence": N_("Open licence declared"),
    "open-licence-ended": N_("Open licence withdrawn"),
    "transferred": N_("Transfer contract"),
    "transfer-recorded": N_("Transfer registered"),
    "equity": N_("Contributed as equity"),
    "pledged": N_("Pledged"),
    "pledge-ended": N_("Pledge ended"),
    "posted": N_("Offered on a platform"),
    "entrusted": N_("Entrusted to an operating body"),
    "kept-for-reason": N_("Not used for a valid reason"),
    "abandon-review": N_("Giving up considered"),
    "consented": N_("Consent of co-owners or pledgee given"),
    "outbound-reviewed": N_("Review of export or IP going abroad decided"),
    "authority-approved": N_("Approved by the project authority"),
    "price-published": N_("Agreed price made public"),
    "price-confirmed": N_("No objection to the price"),
    "award-paid": N_("Award paid"),
    "remuneration-paid": N_("Remuneration paid"),
    "first-used": N_("First commercial use"),
    "created": N_("Completed or created"),
    "first-published": N_("First made public"),
    "cooperation-ended": N_("Cooperation ended"),
    "cooperation-reported": N_("Cooperation reported"),
}
SECRECY: Final[Mapping[str, str]] = {
    "reviewed": N_("Yearly review done"),
    "leak-found": N_("Leak found or suspected"),
    "leak-reported": N_("Leak reported"),
    "downgraded": N_("Grade changed"),
}
SETTLED: Final = "settled"
ANY: Final[Mapping[str, str]] = {SETTLED: N_("Settled or not needed")}
# What counts only with what was decided, and by whom: fields of a record say it, a day alone would say nothing.
DECIDED: Final = frozenset({"secrecy-decision"})
# What a record may list among its events, and all that a rule may name.
LISTED: Final[Mapping[str, str]] = {**PROSECUTION, **ABROAD, **KEEPING, **USE, **SECRECY, **ANY}
EVENTS: Final[Mapping[str, str]] = {**FIXED, **LISTED}

KIND_LABELS: Final[Mapping[str, str]] = {
    "invention": N_("Invention"),
    "utility-model": N_("Utility model"),
    "design": N_("Design"),
    "pct": N_("PCT application"),
    "foreign": N_("Foreign application"),
    "defence": N_("Defence patent"),
    "secret": N_("Secret patent"),
    "software": N_("Software copyright"),
    "layout": N_("Circuit layout"),
    "variety": N_("Plant variety"),
    "trademark": N_("Trade mark"),
    "technical-secret": N_("Technical secret"),
}
KINDS: Final = tuple(KIND_LABELS)
ORIGINS: Final[Mapping[str, str]] = {
    "direct": N_("First filing"),
    "paris": N_("With priority of another country"),
    "domestic": N_("With domestic priority"),
    "pct": N_("National phase of a PCT application"),
    "divisional": N_("Divisional application"),
    "madrid": N_("Madrid system"),
}
WAITS_FOR: Final[Mapping[str, str]] = {
    "officer": N_("IP officer"),
    "agency": N_("Patent agency"),
    "inventor": N_("Inventors"),
    "unit": N_("Head of unit"),
    "finance": N_("Finance office"),
    "secrecy": N_("Secrecy office"),
    "custodian": N_("Custodian"),
    "leader": N_("Leader in charge"),
}
STATUSES: Final[Mapping[str, str]] = {"open": N_("open"), "done": N_("done"), "ended": N_("ended")}
