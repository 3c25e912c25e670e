import pytest
from pydantic import SecretStr

from service.access import Caller, Keyring, check_exposure, new_key, open_keyring
from service.core.errors import ConfigurationError
from service.settings import Settings


def test_a_new_key_opens_the_door_its_entry_was_made_for() -> None:
    key, entry = new_key("newsroom")
    keyring = Keyring([entry, new_key("other")[1]])

    caller = keyring.caller(key)

    assert caller == Caller(key_id=key.split("_")[1], name="newsroom")


def test_an_entry_does_not_hold_the_key() -> None:
    key, entry = new_key("newsroom")

    assert key not in entry
    assert key.split("_", 2)[2] not in entry


def test_no_two_keys_are_alike() -> None:
    keys = {new_key("same")[0] for _ in range(50)}

    assert len(keys) == 50


def test_a_wrong_secret_an_unknown_id_and_nonsense_open_nothing() -> None:
    key, entry = new_key("newsroom")
    stranger, _ = new_key("stranger")
    keyring = Keyring([entry])

    for wrong in (key[:-1] + ("A" if key[-1] != "A" else "B"), stranger, entry, "", "sk_", key + "x", "\ud800", "é"):
        assert keyring.caller(wrong) is None


def test_leaving_an_entry_out_revokes_its_key() -> None:
    key, _ = new_key("leaver")
    _, kept = new_key("keeper")

    assert Keyring([kept]).caller(key) is None


def test_two_keys_of_one_name_may_live_while_one_replaces_the_other() -> None:
    old, old_entry = new_key("newsroom")
    new, new_entry = new_key("newsroom")
    keyring = Keyring([old_entry, new_entry])

    assert {caller.name for caller in (keyring.caller(old), keyring.caller(new)) if caller} == {"newsroom"}


def test_a_key_in_the_place_of_its_hash_is_refused_without_being_repeated() -> None:
    key, _ = new_key("newsroom")

    with pytest.raises(ConfigurationError, match="entry 1 of PRECIS_API_KEYS") as caught:
        Keyring([f"newsroom={key}"])

    assert key not in str(caught.value)


def test_two_entries_of_one_id_are_refused() -> None:
    _, entry = new_key("newsroom")

    with pytest.raises(ConfigurationError, match="entry 2"):
        Keyring([entry, entry])


def test_a_name_that_would_not_fit_into_the_setting_is_refused() -> None:
    for name in ("", "a,b", "a=b", "two words", "x" * 65):
        with pytest.raises(ConfigurationError, match="name"):
            new_key(name)


def test_keys_come_from_the_settings() -> None:
    key, entry = new_key("newsroom")

    assert not open_keyring(Settings(engine="extractive"))
    assert open_keyring(Settings(engine="extractive", api_keys=(SecretStr(entry),))).caller(key)


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "[::1]", "127.8.8.8", "LOCALHOST"])
def test_this_machine_alone_may_be_served_without_keys(host: str) -> None:
    check_exposure(Settings(engine="extractive"), host)


@pytest.mark.parametrize("host", ["::", "192.168.1.5", "example.org", ""])
def test_others_are_served_only_with_keys_or_on_purpose(host: str) -> None:
    _, entry = new_key("newsroom")

    with pytest.raises(ConfigurationError, match="PRECIS_ALLOW_ANONYMOUS"):
        check_exposure(Settings(engine="extractive"), host)
    check_exposure(Settings(engine="extractive", api_keys=(SecretStr(entry),)), host)
    check_exposure(Settings(engine="extractive", allow_anonymous=True), host)
