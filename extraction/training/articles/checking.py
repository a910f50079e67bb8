"""Whether an annotation agrees with its text and with the vocabularies."""

from collections.abc import Iterator

from corpdb.extraction.facts import PartialDate
from corpdb.extraction.training.articles.annotated import Annotated, GoldEvent, GoldOrganization
from corpdb.models.vocabulary import ROLES, EventStatus, OrganizationKind, Role

# A target may be an asset (a plant, a line of business), which is no organization.
_FREE = frozenset({Role.PERSON, Role.TARGET})
# A lab or unit may be described by words of several places.
_DESCRIBED = frozenset({OrganizationKind.LAB, OrganizationKind.UNIT})


def find_faults(article: Annotated) -> Iterator[str]:
    """What is wrong with an annotated article, one line each; nothing if all is well."""
    names = {one.name for one in article.gold.organizations}
    for organization in article.gold.organizations:
        yield from _check_organization(organization, article.text, names)
    for one in article.gold.organizations:
        names.update(one.aliases)
    for event in article.gold.events:
        yield from _check_event(event, article.text, names)


def _check_organization(organization: GoldOrganization, text: str, names: set[str]) -> Iterator[str]:
    name = organization.name
    forms = (name, *organization.aliases)
    if organization.kind not in list(OrganizationKind):
        yield f"{name}: no kind of organization is called {organization.kind}"
    if organization.kind not in _DESCRIBED and not any(form in text for form in forms):
        yield f"{name}: the text does not name it"
    yield from (f"{name}: the text does not have the alias {form}" for form in organization.aliases if form not in text)
    if organization.parent and organization.parent not in names:
        yield f"{name}: the parent {organization.parent} is not among the organizations"


def _check_event(event: GoldEvent, text: str, names: set[str]) -> Iterator[str]:
    told = f"{event.kind} ({event.evidence[:40]})"
    if event.kind.type is not event.type:
        yield f"{told}: not of the type {event.type}"
    if event.status not in list(EventStatus):
        yield f"{told}: no status is called {event.status}"
    if event.date is not None and not _is_date(event.date):
        yield f"{told}: not a date: {event.date}"
    if not event.evidence or event.evidence not in text:
        yield f"{told}: the evidence is not in the text"
    if not event.participants:
        yield f"{told}: nobody takes part"
    for one in event.participants:
        if one.role not in ROLES[event.type]:
            yield f"{told}: no role {one.role} in events of the type {event.type}"
        elif one.role is Role.PERSON and one.name not in text:
            yield f"{told}: the text does not name {one.name}"
        elif one.role not in _FREE and one.name not in names:
            yield f"{told}: {one.name} is not among the organizations"


def _is_date(text: str) -> bool:
    try:
        PartialDate.parse(text)
    except ValueError:
        return False
    return True
