"""The closed vocabularies of corporate events, declared once, each term with its labels in English and French.

The tables of the same names are filled from here by migrations, and extraction, checks, reports and documentation
read the terms from here. This module needs nothing but the standard library, so that code that knows no database
can use it.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Self


class Vocabulary(StrEnum):
    """A closed list of terms: each member is its code, with a label in English and in French."""

    english: str
    french: str

    __hash__ = str.__hash__  # as equal strings must have the same; and that of enumerations is slow

    def __new__(cls, code: str, english: str, french: str) -> Self:
        """Make the member `code` with its two labels."""
        term = str.__new__(cls, code)
        term._value_ = code
        term.english = english
        term.french = french
        return term


class OrganizationKind(Vocabulary):
    """What an organization is."""

    COMPANY = "company", "Company", "Entreprise"
    UNIT = "unit", "Unit", "Unité"
    LAB = "lab", "Laboratory", "Laboratoire"
    ACADEMIC = "academic", "Academic body", "Organisme académique"
    PUBLIC = "public", "Public body", "Organisme public"
    OTHER = "other", "Other organization", "Autre organisation"


class EventType(Vocabulary):
    """The family an event belongs to."""

    PARTNERSHIP = "partnership", "Partnership", "Partenariat"
    RESTRUCTURING = "restructuring", "Restructuring", "Restructuration"
    TRANSACTION = "transaction", "Transaction", "Transaction"
    FINANCING = "financing", "Financing", "Financement"
    EXPANSION = "expansion", "Expansion", "Développement"
    LEADERSHIP = "leadership", "Leadership change", "Changement de direction"
    REGULATION = "regulation", "Regulation", "Réglementation"


class EventKind(Vocabulary):
    """What exactly happens; each kind belongs to one type."""

    type: EventType

    ALLIANCE = "alliance", "Alliance", "Alliance", EventType.PARTNERSHIP
    DISTRIBUTION = "distribution", "Distribution", "Distribution", EventType.PARTNERSHIP
    SUPPLY = "supply", "Supply contract", "Contrat de fourniture", EventType.PARTNERSHIP
    RESEARCH = "research", "Joint research", "Recherche commune", EventType.PARTNERSHIP
    JOINT_VENTURE = "joint_venture", "Joint venture", "Coentreprise", EventType.PARTNERSHIP
    LICENSING = "licensing", "Licensing", "Licence", EventType.PARTNERSHIP
    SPLIT = "split", "Split into units", "Scission en unités", EventType.RESTRUCTURING
    SPIN_OFF = "spin_off", "Spin-off", "Séparation d'activité", EventType.RESTRUCTURING
    CONSOLIDATION = "consolidation", "Consolidation", "Regroupement interne", EventType.RESTRUCTURING
    CLOSURE = "closure", "Closure", "Fermeture", EventType.RESTRUCTURING
    LAYOFFS = "layoffs", "Layoffs", "Suppressions de postes", EventType.RESTRUCTURING
    REFOCUS = "refocus", "Refocus", "Recentrage", EventType.RESTRUCTURING
    RELOCATION = "relocation", "Relocation", "Déménagement", EventType.RESTRUCTURING
    INSOLVENCY = "insolvency", "Insolvency", "Défaillance", EventType.RESTRUCTURING
    ACQUISITION = "acquisition", "Acquisition", "Acquisition", EventType.TRANSACTION
    MERGER = "merger", "Merger", "Fusion", EventType.TRANSACTION
    DIVESTITURE = "divestiture", "Divestiture", "Cession", EventType.TRANSACTION
    STAKE = "stake", "Stake", "Prise de participation", EventType.TRANSACTION
    ASSET_TRANSFER = "asset_transfer", "Asset transfer", "Transfert d'actifs", EventType.TRANSACTION
    ROUND = "round", "Funding round", "Levée de fonds", EventType.FINANCING
    DEBT = "debt", "Debt", "Dette", EventType.FINANCING
    GRANT = "grant", "Grant", "Subvention", EventType.FINANCING
    IPO = "ipo", "Stock listing", "Introduction en bourse", EventType.FINANCING
    DELISTING = "delisting", "Delisting", "Retrait de la cote", EventType.FINANCING
    OPENING = "opening", "Opening", "Ouverture", EventType.EXPANSION
    INVESTMENT = "investment", "Investment", "Investissement", EventType.EXPANSION
    HIRING = "hiring", "Hiring", "Recrutement", EventType.EXPANSION
    MARKET_ENTRY = "market_entry", "Market entry", "Entrée sur un marché", EventType.EXPANSION
    CREATION = "creation", "Creation", "Création", EventType.EXPANSION
    APPOINTMENT = "appointment", "Appointment", "Nomination", EventType.LEADERSHIP
    DEPARTURE = "departure", "Departure", "Départ", EventType.LEADERSHIP
    EXPORT_CONTROL = "export_control", "Export control", "Contrôle des exportations", EventType.REGULATION
    SANCTION = "sanction", "Sanction", "Sanction", EventType.REGULATION
    ANTITRUST = "antitrust", "Antitrust", "Concurrence", EventType.REGULATION
    APPROVAL = "approval", "Approval", "Autorisation", EventType.REGULATION
    FINE = "fine", "Fine", "Amende", EventType.REGULATION
    LITIGATION = "litigation", "Litigation", "Contentieux", EventType.REGULATION
    RULE = "rule", "Rule", "Règle", EventType.REGULATION

    def __new__(cls, code: str, english: str, french: str, type: EventType) -> Self:
        """Make the kind `code` of `type` with its two labels."""
        term = str.__new__(cls, code)
        term._value_, term.english, term.french, term.type = code, english, french, type
        return term


class EventStatus(Vocabulary):
    """How far an event has gone, as its sources tell it."""

    PROPOSED = "proposed", "Proposed", "Envisagé"
    ANNOUNCED = "announced", "Announced", "Annoncé"
    COMPLETED = "completed", "Completed", "Réalisé"
    CANCELLED = "cancelled", "Cancelled", "Annulé"


class Role(Vocabulary):
    """What part an organization or a person plays in an event."""

    SUBJECT = "subject", "Subject", "Sujet"
    TARGET = "target", "Target", "Cible"
    PARTNER = "partner", "Partner", "Partenaire"
    PARTY = "party", "Merging party", "Partie à la fusion"
    BUYER = "buyer", "Buyer", "Acquéreur"
    SELLER = "seller", "Seller", "Vendeur"
    INVESTOR = "investor", "Investor", "Investisseur"
    PERSON = "person", "Person", "Personne"
    AUTHORITY = "authority", "Authority", "Autorité"


class LifeStep(Vocabulary):
    """What an event is in the life of an organization."""

    FOUNDED = "founded", "Founded", "Création"
    OPENED = "opened", "Opened", "Ouverture"
    RENAMED = "renamed", "Renamed", "Changement de nom"
    ACQUIRED = "acquired", "New owner", "Changement de propriétaire"
    TRANSFERRED = "transferred", "Transferred", "Transfert"
    MERGED = "merged", "Merged", "Fusion"
    SPLIT = "split", "Split", "Scission"
    SEPARATED = "separated", "Separated from its owner", "Séparation"
    LISTED = "listed", "Listed", "Entrée en bourse"
    DELISTED = "delisted", "Delisted", "Sortie de la bourse"
    MOVED = "moved", "Moved", "Déménagement"
    DOWNSIZED = "downsized", "Downsized", "Réduction d'effectifs"
    INSOLVENT = "insolvent", "Insolvent", "Défaillance"
    CLOSED = "closed", "Closed", "Fermeture"


# By kind of event what it is in the life of whom, by role, and the role of the other one that matters to it.
LIFE_STEPS: dict[EventKind, tuple[LifeStep, Role, Role | None]] = {
    EventKind.CREATION: (LifeStep.FOUNDED, Role.TARGET, Role.SUBJECT),
    EventKind.JOINT_VENTURE: (LifeStep.FOUNDED, Role.TARGET, Role.PARTNER),
    EventKind.OPENING: (LifeStep.OPENED, Role.TARGET, Role.SUBJECT),
    EventKind.ACQUISITION: (LifeStep.ACQUIRED, Role.TARGET, Role.BUYER),
    EventKind.DIVESTITURE: (LifeStep.ACQUIRED, Role.TARGET, Role.BUYER),
    EventKind.ASSET_TRANSFER: (LifeStep.TRANSFERRED, Role.TARGET, Role.BUYER),
    EventKind.MERGER: (LifeStep.MERGED, Role.PARTY, Role.PARTY),
    EventKind.CONSOLIDATION: (LifeStep.MERGED, Role.TARGET, Role.SUBJECT),
    EventKind.SPLIT: (LifeStep.SPLIT, Role.SUBJECT, None),
    EventKind.SPIN_OFF: (LifeStep.SEPARATED, Role.TARGET, Role.SUBJECT),
    EventKind.IPO: (LifeStep.LISTED, Role.SUBJECT, None),
    EventKind.DELISTING: (LifeStep.DELISTED, Role.SUBJECT, None),
    EventKind.RELOCATION: (LifeStep.MOVED, Role.TARGET, Role.SUBJECT),
    EventKind.LAYOFFS: (LifeStep.DOWNSIZED, Role.SUBJECT, None),
    EventKind.INSOLVENCY: (LifeStep.INSOLVENT, Role.SUBJECT, None),
    EventKind.CLOSURE: (LifeStep.CLOSED, Role.TARGET, Role.SUBJECT),
}

# The roles of each event type; a merger has parties instead of a buyer and a target.
ROLES: Mapping[EventType, tuple[Role, ...]] = {
    EventType.PARTNERSHIP: (Role.PARTNER,),
    EventType.RESTRUCTURING: (Role.SUBJECT, Role.TARGET),
    EventType.TRANSACTION: (Role.BUYER, Role.TARGET, Role.SELLER, Role.PARTY),
    EventType.FINANCING: (Role.SUBJECT, Role.INVESTOR),
    EventType.EXPANSION: (Role.SUBJECT, Role.TARGET),
    EventType.LEADERSHIP: (Role.SUBJECT, Role.PERSON),
    EventType.REGULATION: (Role.SUBJECT, Role.AUTHORITY),
}

# The roles without which an event of a type is not told whole; they tell two events apart.
KEY_ROLES: dict[EventType, tuple[Role, ...]] = {
    EventType.PARTNERSHIP: (Role.PARTNER,),
    EventType.RESTRUCTURING: (Role.SUBJECT,),
    EventType.TRANSACTION: (Role.BUYER, Role.TARGET, Role.PARTY, Role.SELLER),
    EventType.FINANCING: (Role.SUBJECT,),
    EventType.EXPANSION: (Role.SUBJECT,),
    EventType.LEADERSHIP: (Role.SUBJECT, Role.PERSON),
    EventType.REGULATION: (Role.SUBJECT,),
}


class DatePrecision(Vocabulary):
    """How exactly a date is known: an interval's length."""

    DAY = "day", "Day", "Jour"
    MONTH = "month", "Month", "Mois"
    QUARTER = "quarter", "Quarter", "Trimestre"
    YEAR = "year", "Year", "Année"


class LoadStatus(Vocabulary):
    """How a run of the load ended, or that it has not yet."""

    RUNNING = "running", "Running", "En cours"
    COMPLETED = "completed", "Completed", "Terminé"
    INTERRUPTED = "interrupted", "Interrupted", "Interrompu"
    FAILED = "failed", "Failed", "Échoué"


class Verdict(Vocabulary):
    """What people have said of an event or an organization as a whole."""

    OPEN = "open", "Open", "À voir"
    CONFIRMED = "confirmed", "Confirmed", "Confirmé"
    REJECTED = "rejected", "Rejected", "Rejeté"


class DecisionAction(Vocabulary):
    """What a person decides of events or organizations."""

    MERGE = "merge", "Merge", "Réunir"
    SPLIT = "split", "Split", "Séparer"
    RENAME = "rename", "Rename", "Renommer"
    SET = "set", "Set a value", "Fixer une valeur"
    CONFIRM = "confirm", "Confirm", "Confirmer"
    REJECT = "reject", "Reject", "Rejeter"
