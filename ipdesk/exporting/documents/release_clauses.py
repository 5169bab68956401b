"""The clauses of the contract by which the laboratory releases a right to inventors, and the words of the notice.

They say the same whatever is chosen, since what is chosen stands ticked beside them. All of it is a draft of ours.
"""

from __future__ import annotations

from typing import Final

from ipdesk.model.text import N_

DRAFT: Final = N_(
    "This is a draft made from the record, no legal advice: a lawyer checks it before anybody signs. What is left "
    "blank is agreed and filled in first."
)
CHINESE_PREVAILS: Final = N_(
    "This English text is for information; the Chinese text of the contract prevails."
)

PREAMBLE: Final = (
    N_(
        "After its assessment before filing, the transferor (Party A) decided not to apply for a patent on the "
        "service achievement named below. The transferees (Party B) are its inventors and wish to apply in their own "
        "name. The parties conclude this contract in writing, as the opinion 国知发运字〔2021〕7号（三） provides."
    ),
)
SUBJECT: Final = (
    N_(
        "Party A transfers to Party B the right ticked below. Where nothing was filed yet, it is the right to apply "
        "for a patent in China; where an application was filed, it is the right in that application; where a patent "
        "was granted, it is the patent."
    ),
    N_(
        "Several transferees hold the right in the shares stated above; how they exercise it follows article 14 of the "
        "Patent Law unless they agree otherwise in writing."
    ),
    N_(
        "Rights outside China are transferred only where the parties agree so in writing. Whoever applies abroad first "
        "passes the confidentiality examination of article 19 of the Patent Law."
    ),
)
CONSIDERATION: Final = (
    N_(
        "The consideration is the one ticked. Where it is a share of the income, Party B tells Party A in writing once "
        "a year what the right brought in, and pays the share; this holds also for a year without income."
    ),
)
COSTS: Final = (
    N_(
        "From the day on which this contract takes effect, the costs of filing, examination, registration, maintenance "
        "and representation are borne as ticked. What an individual has to bear is not paid from fiscal funds."
    ),
)
SECRECY: Final = (
    N_(
        "Both parties keep secret whatever of the achievement is not lawfully public. Party B goes on observing the "
        "secrecy rules of Party A, also for other information of Party A that the application does not need."
    ),
    N_(
        "Both parties have checked that what is handed over holds no state secret. Where it turns out that it may, "
        "Party B stops the application and every disclosure at once and reports to the secrecy office of Party A."
    ),
)
LICENCE: Final = (
    N_(
        "Where the box is ticked, Party B grants Party A a free, non-exclusive and non-transferable licence to use the "
        "achievement for research and teaching as long as the right exists. Party B binds whoever acquires the right "
        "later to this licence."
    ),
)
CONSENTS: Final = (
    N_(
        "Party A gave notice of its decision to all inventors and has on record what is stated below. This contract is "
        "not signed while any of it is outstanding."
    ),
)
EFFECT: Final = (
    N_(
        "This contract is concluded when all transferees have signed it and Party A has signed and sealed it."
    ),
    N_(
        "Where an application was filed or a patent granted, the parties apply together for registration of the "
        "transfer with the patent administration department of the State Council within one month of signing. The "
        "transfer takes effect on the day of registration (article 10 of the Patent Law)."
    ),
    N_(
        "Where nothing was filed yet, the right passes when this contract is concluded. Party B files in its own name, "
        "truthfully names all inventors, and minds the last day stated below, after which novelty may be lost."
    ),
    N_(
        "Party A hands over, within fifteen days, the papers that filing needs, and signs what the procedure asks for."
    ),
)
WARRANTY: Final = (
    N_(
        "Party A states that, as far as it knows, nobody but those named here has a right in the achievement, and that "
        "it has neither transferred nor licensed it, unless stated otherwise in this contract."
    ),
    N_(
        "Party A does not warrant that a patent will be granted or upheld, nor that using the achievement infringes "
        "nobody's rights. Party B decides on filing at its own risk; what was paid is not returned for that reason."
    ),
    N_("Whoever breaks this contract compensates the other party for the loss, as the Civil Code provides."),
)
DISPUTES: Final = (
    N_(
        "The law of the People's Republic of China applies. The parties settle disputes by talks; failing that, either "
        "may bring the case before the people's court that has jurisdiction."
    ),
    N_(
        "Changes are made in writing. Each party keeps one original; one more is made for registration where that is "
        "needed."
    ),
)

NOTICE: Final = (
    N_(
        "After the assessment before filing, the laboratory decided not to apply for a patent on the service "
        "achievement named above (国知发运字〔2021〕7号（三）)."
    ),
    N_(
        "The inventors may take the right by written contract with the laboratory and apply in their own name. On "
        "equal terms they come before all others (article 847 of the Civil Code). Several inventors agree on their "
        "shares; who takes none says in writing whether the others may take it."
    ),
    N_(
        "Please answer in writing by the day stated above, with your name, whether you wish to take the right, and on "
        "which share and terms. Who does not answer by then is taken not to wish so."
    ),
    N_(
        "Until a contract is signed, nobody files, publishes, shows or passes on the achievement. The duties of secrecy "
        "stay as they are; what is or may be classified is never released."
    ),
)
