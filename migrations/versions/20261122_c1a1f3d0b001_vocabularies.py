"""Make the vocabulary tables and fill them.

Revision ID: c1a1f3d0b001
Revises:
Create date: 2026-11-22 21:10:00+00:00
"""

import sqlalchemy as sa
from alembic import op

revision = "c1a1f3d0b001"
down_revision = None
branch_labels = None
depends_on = None

# Each table's terms in order: code, English label, French label; for an event kind also its type.
TERMS: dict[str, list[tuple[str, ...]]] = {
    "organization_kind": [
        ("company", "Company", "Entreprise"),
        ("unit", "Unit", "Unité"),
        ("lab", "Laboratory", "Laboratoire"),
        ("academic", "Academic body", "Organisme académique"),
        ("public", "Public body", "Organisme public"),
        ("other", "Other organization", "Autre organisation"),
    ],
    "event_type": [
        ("partnership", "Partnership", "Partenariat"),
        ("restructuring", "Restructuring", "Restructuration"),
        ("transaction", "Transaction", "Transaction"),
        ("financing", "Financing", "Financement"),
        ("expansion", "Expansion", "Développement"),
        ("leadership", "Leadership change", "Changement de direction"),
        ("regulation", "Regulation", "Réglementation"),
    ],
    "event_kind": [
        ("alliance", "Alliance", "Alliance", "partnership"),
        ("distribution", "Distribution", "Distribution", "partnership"),
        ("supply", "Supply contract", "Contrat de fourniture", "partnership"),
        ("research", "Joint research", "Recherche commune", "partnership"),
        ("joint_venture", "Joint venture", "Coentreprise", "partnership"),
        ("licensing", "Licensing", "Licence", "partnership"),
        ("split", "Split into units", "Scission en unités", "restructuring"),
        ("spin_off", "Spin-off", "Séparation d'activité", "restructuring"),
        ("consolidation", "Consolidation", "Regroupement interne", "restructuring"),
        ("closure", "Closure", "Fermeture", "restructuring"),
        ("layoffs", "Layoffs", "Suppressions de postes", "restructuring"),
        ("refocus", "Refocus", "Recentrage", "restructuring"),
        ("relocation", "Relocation", "Déménagement", "restructuring"),
        ("insolvency", "Insolvency", "Défaillance", "restructuring"),
        ("acquisition", "Acquisition", "Acquisition", "transaction"),
        ("merger", "Merger", "Fusion", "transaction"),
        ("divestiture", "Divestiture", "Cession", "transaction"),
        ("stake", "Stake", "Prise de participation", "transaction"),
        ("asset_transfer", "Asset transfer", "Transfert d'actifs", "transaction"),
        ("round", "Funding round", "Levée de fonds", "financing"),
        ("debt", "Debt", "Dette", "financing"),
        ("grant", "Grant", "Subvention", "financing"),
        ("ipo", "Stock listing", "Introduction en bourse", "financing"),
        ("delisting", "Delisting", "Retrait de la cote", "financing"),
        ("opening", "Opening", "Ouverture", "expansion"),
        ("investment", "Investment", "Investissement", "expansion"),
        ("hiring", "Hiring", "Recrutement", "expansion"),
        ("market_entry", "Market entry", "Entrée sur un marché", "expansion"),
        ("creation", "Creation", "Création", "expansion"),
        ("appointment", "Appointment", "Nomination", "leadership"),
        ("departure", "Departure", "Départ", "leadership"),
        ("export_control", "Export control", "Contrôle des exportations", "regulation"),
        ("sanction", "Sanction", "Sanction", "regulation"),
        ("antitrust", "Antitrust", "Concurrence", "regulation"),
        ("approval", "Approval", "Autorisation", "regulation"),
        ("fine", "Fine", "Amende", "regulation"),
        ("litigation", "Litigation", "Contentieux", "regulation"),
        ("rule", "Rule", "Règle", "regulation"),
    ],
    "event_status": [
        ("proposed", "Proposed", "Envisagé"),
        ("announced", "Announced", "Annoncé"),
        ("completed", "Completed", "Réalisé"),
        ("cancelled", "Cancelled", "Annulé"),
    ],
    "role": [
        ("subject", "Subject", "Sujet"),
        ("target", "Target", "Cible"),
        ("partner", "Partner", "Partenaire"),
        ("party", "Merging party", "Partie à la fusion"),
        ("buyer", "Buyer", "Acquéreur"),
        ("seller", "Seller", "Vendeur"),
        ("investor", "Investor", "Investisseur"),
        ("person", "Person", "Personne"),
        ("authority", "Authority", "Autorité"),
    ],
    "date_precision": [
        ("day", "Day", "Jour"),
        ("month", "Month", "Mois"),
        ("quarter", "Quarter", "Trimestre"),
        ("year", "Year", "Année"),
    ],
    "load_status": [
        ("running", "Running", "En cours"),
        ("completed", "Completed", "Terminé"),
        ("interrupted", "Interrupted", "Interrompu"),
        ("failed", "Failed", "Échoué"),
    ],
}


def upgrade() -> None:
    """Make the tables, then fill them."""
    for name, terms in TERMS.items():
        own = [_type_column(), *_kind_constraints()] if name == "event_kind" else []
        table = op.create_table(name, *_term_columns(), sa.PrimaryKeyConstraint("code", name=f"pk_{name}"), *own)
        op.bulk_insert(table, [_make_row(position, term) for position, term in enumerate(terms, start=1)])


def downgrade() -> None:
    """Drop the tables."""
    for name in reversed(TERMS):
        op.drop_table(name)


def _term_columns() -> list[sa.Column[object]]:
    return [
        sa.Column("code", sa.String(length=32), nullable=False, comment="The term as it stands in the other tables."),
        sa.Column("label_en", sa.Text(), nullable=False, comment="The term for readers, in English."),
        sa.Column("label_fr", sa.Text(), nullable=False, comment="The term for readers, in French."),
        sa.Column("position", sa.Integer(), nullable=False, comment="The term's place in an ordered list."),
    ]


def _type_column() -> sa.Column[str]:
    return sa.Column("type", sa.String(length=32), nullable=False, comment="The type that the kind belongs to.")


def _kind_constraints() -> list[sa.Constraint]:
    return [
        sa.ForeignKeyConstraint(["type"], ["event_type.code"], name="fk_event_kind_type"),
        sa.UniqueConstraint("type", "code", name="uq_event_kind_type_code"),
    ]


def _make_row(position: int, term: tuple[str, ...]) -> dict[str, object]:
    code, label_en, label_fr, *kind_type = term
    row: dict[str, object] = {"code": code, "label_en": label_en, "label_fr": label_fr, "position": position}
    return row | {"type": kind_type[0]} if kind_type else row
