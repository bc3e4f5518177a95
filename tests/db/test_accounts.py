"""Accounts and feed tokens written: made, changed, closed."""

from datetime import date, timedelta

import pytest

from db.engine import Ledger
from db.errors import Flaw, Invalid, NotFound
from db.operations import accounts, logins, tokens
from db.operations.accounts import AccountFacts, RoleGrant
from db.operations.tokens import TokenFacts
from db.queries import accounts as known
from db.queries import logins as known_logins
from db.queries import tokens as known_tokens
from db.queries.audit import history
from tests import make

LATER = make.AT + timedelta(hours=1)
SECRET = "5" * 64
OTHER = "6" * 64


def test_an_account_is_made_with_its_roles(ledger: Ledger) -> None:
    with ledger.write() as session:
        home = make.institution(session)
        anne = make.expert(session, home)
        roles = (RoleGrant("coordinator", home.id), RoleGrant("expert", home.id, anne.id))

        facts = AccountFacts(" Anne@QC.example ", " Anne Bova ", roles, "fr")
        accounts.create(session, facts, "hash", make.BY, make.AT)

        session.expire_all()
        row = known.by_login(session, "ANNE@qc.example")
        assert (row.login, row.name, row.language) == ("anne@qc.example", "Anne Bova", "fr")
        given = [(role.role, role.institution_id, role.expert_id) for role in row.roles]
        assert given == [("coordinator", home.id, None), ("expert", home.id, anne.id)]
        line = history(session, "account", row.id)[0]
        assert line.after == {"login": "anne@qc.example", "roles": ["coordinator", "expert"]}


def test_all_that_is_wrong_with_an_account_is_said_at_once(ledger: Ledger) -> None:
    with ledger.write() as session:
        home = make.institution(session)
        make.account(session, "anne")
        facts = AccountFacts("ANNE", "", (RoleGrant("assistant", home.id),))

        with pytest.raises(Invalid) as refused:
            accounts.create(session, facts, None, make.BY, make.AT)

        assert refused.value.flaws == (
            Flaw("field.required", "name"),
            Flaw("account.login_taken", "login", {"login": "anne"}),
            Flaw("account.role_needs_expert", "roles", {"role": "assistant"}),
        )


def test_nobody_speaks_for_an_expert_of_another_institution(ledger: Ledger) -> None:
    with ledger.write() as session:
        home, anne = (
            make.institution(session),
            make.expert(session, make.institution(session, "fr")),
        )
        facts = AccountFacts("luc", "Luc", (RoleGrant("assistant", home.id, anne.id),))

        with pytest.raises(Invalid) as refused:
            accounts.create(session, facts, None, make.BY, make.AT)

        flaw = Flaw("account.unknown_expert", "roles", {"expert": anne.id})
        assert refused.value.flaws == (flaw,)


@pytest.mark.parametrize("closing", ["disabled", "password_changed"])
def test_disabling_or_a_new_password_signs_out_everywhere(ledger: Ledger, closing: str) -> None:
    with ledger.write() as session:
        row = make.account(session)
        logins.begin_session(session, row.id, SECRET, make.AT, make.AT + timedelta(days=1))
        before = known_logins.signed_in(session, SECRET, LATER)

        if closing == "disabled":
            accounts.disable(session, row.id, make.BY, LATER)
        else:
            accounts.set_password(session, row.id, "other", make.BY, LATER)

        assert before is row
        assert known_logins.signed_in(session, SECRET, LATER) is None
        assert history(session, "account", row.id)[0].what == closing
        assert "other" not in str(history(session, "account", row.id)[0].after)


def test_a_disabled_account_can_be_enabled_again(ledger: Ledger) -> None:
    with ledger.write() as session:
        row = make.account(session)
        accounts.disable(session, row.id, make.BY, make.AT)
        while_disabled = known_logins.account_by_login(session, "anne")

        accounts.enable(session, row.id, make.BY, LATER)

        assert while_disabled is None
        assert known_logins.account_by_login(session, "anne") is row


def test_a_role_is_granted_once(ledger: Ledger) -> None:
    with ledger.write() as session:
        row, home = make.account(session), make.institution(session)

        for _ in range(2):
            accounts.grant(session, row.id, RoleGrant("planner", home.id), make.BY, LATER)

        assert [role.role for role in row.roles] == ["planner"]
        assert [line.what for line in history(session, "account", row.id)] == ["role_granted"]


def test_an_account_that_is_not_there_is_not_found(ledger: Ledger) -> None:
    with pytest.raises(NotFound), ledger.write() as session:
        accounts.disable(session, 7, make.BY, make.AT)


def test_a_token_opens_one_feed_until_it_is_revoked(ledger: Ledger) -> None:
    with ledger.write() as session:
        anne = make.expert(session, make.institution(session))
        facts = TokenFacts("expert", anne.id, " Phone ", "fr")
        row = tokens.create(session, facts, SECRET, make.BY, make.AT)
        found = known_tokens.by_hash(session, SECRET)

        tokens.revoke(session, row.id, make.BY, LATER)

        assert found is row
        assert (row.kind, row.expert_id, row.label, row.language) == (
            "expert",
            anne.id,
            "Phone",
            "fr",
        )
        assert known_tokens.by_hash(session, SECRET) is None
        assert known_tokens.tokens_of(session, "expert", anne.id) == []
        lines = history(session, row.__tablename__, row.id)
        assert [(line.what, line.at) for line in lines] == [
            ("revoked", LATER),
            ("created", make.AT),
        ]


def test_renewing_keeps_feed_and_label_and_closes_the_old_address(ledger: Ledger) -> None:
    with ledger.write() as session:
        home = make.institution(session)
        facts = TokenFacts("institution", home.id, "Office", "en")
        old = tokens.create(session, facts, SECRET, make.BY, make.AT)

        new = tokens.renew(session, old.id, OTHER, make.BY, LATER)

        assert (new.kind, new.institution_id, new.label) == ("institution", home.id, "Office")
        assert known_tokens.by_hash(session, SECRET) is None
        assert known_tokens.tokens_of(session, "institution", home.id) == [new]


def test_a_token_needs_a_label(ledger: Ledger) -> None:
    with ledger.write() as session:
        home = make.institution(session)

        with pytest.raises(Invalid) as refused:
            facts = TokenFacts("institution", home.id, " ", "en")
            tokens.create(session, facts, SECRET, make.BY, make.AT)

        assert refused.value.flaws == (Flaw("field.required", "label"),)


def test_the_last_use_of_a_token_is_kept_to_the_day_and_never_falls(ledger: Ledger) -> None:
    with ledger.write() as session:
        home = make.institution(session)
        facts = TokenFacts("institution", home.id, "Office", "en")
        row = tokens.create(session, facts, SECRET, make.BY, make.AT)

        for day in (date(2027, 1, 5), date(2027, 1, 4)):
            tokens.note_uses(session, {row.id: day})

        session.expire_all()
        assert row.last_used_on == date(2027, 1, 5)
