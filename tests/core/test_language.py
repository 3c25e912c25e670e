import pytest
from hypothesis import given
from hypothesis import strategies as st

from service.core.language import detect, is_foreign


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council voted on Monday to close the bridge, which has been unsafe since March.", "en"),
        ("“Really?” she asked. “No.” He left.", None),
        ("Der Stadtrat hat am Montag beschlossen, die Brücke zu sperren, weil sie nicht sicher ist.", "de"),
        ("Le conseil a voté lundi la fermeture du pont, qui est dangereux depuis des mois.", "fr"),
        ("El consejo votó el lunes por cerrar el puente, que es peligroso desde marzo para los peatones.", "es"),
        ("O conselho votou na segunda-feira para fechar a ponte, que não é segura para os moradores.", "pt"),
        ("De gemeenteraad heeft maandag besloten om de brug te sluiten, die niet veilig is.", "nl"),
        ("市议会周一投票决定关闭这座桥。", "zh"),
        ("市議会は月曜日に橋を閉鎖することを決めた。", "ja"),
        ("Городской совет в понедельник решил закрыть мост.", "ru"),
        ("Міська рада вирішила закрити міст у понеділок.", "uk"),
        ("صوت المجلس يوم الاثنين على إغلاق الجسر.", "ar"),
        ("परिषद ने सोमवार को पुल बंद करने का फैसला किया।", "hi"),
        ("12 345 — 67!", None),
        ("", None),
    ],
)
def test_a_language_is_told_by_its_script_and_its_commonest_words(text: str, language: str | None) -> None:
    assert detect(text) == language


@given(st.text())
def test_any_text_has_a_two_letter_language_or_none(text: str) -> None:
    language = detect(text)

    assert language is None or len(language) == 2


@pytest.mark.parametrize(
    ("sentence", "foreign"),
    [
        ("El acuerdo reduce las cuotas de la flota.", True),
        ("Wir brauchen diesen Vertrag, und die Fischer sind nicht gefragt worden.", True),
        ("Городской совет решил закрыть мост.", True),
        ("Uwe Reiners said: “Wir brauchen diesen Vertrag, und die Fischer sind nicht gefragt.”", False),
        ("I do.", False),
        ("Kim do Amaral sailed as a man alone.", False),
        ("Prices rose sharply nearly everywhere.", False),
        ("12 345", False),
    ],
)
def test_a_sentence_is_foreign_by_its_script_or_its_function_words(sentence: str, foreign: bool) -> None:
    assert is_foreign(sentence) is foreign
