"""Sentences know both languages, errors join them as each language does, and a switch reaches what was made before it."""

from __future__ import annotations

import copy
import json
import pickle
from collections.abc import Iterator

import pytest

from app.core import words
from app.core.errors import AppError, DownloadError
from app.core.words import joined, now, say


@pytest.fixture(autouse=True)
def _chinese_again() -> Iterator[None]:
    yield
    words.set_language("zh")


def test_a_sentence_follows_the_language_in_force() -> None:
    name = say("申报表", "the form")
    text = say("“{name}”还有 {n} 份。", "{n} of “{name}” left.", name=name, n=3)
    assert text == "“申报表”还有 3 份。"
    words.set_language("en")
    assert text == "“申报表”还有 3 份。"
    assert now(text) == "3 of “the form” left."
    assert now("as it is") == "as it is"
    assert say("否", "no") == "no"


@pytest.mark.parametrize(("n", "said"), [(1, "1 sheet waits"), (0, "0 sheets wait"), (2, "2 sheets wait"), ("1", "1 sheet waits")])
def test_a_number_chooses_its_word(n: object, said: str) -> None:
    text = say("{n} 份待处理", "{n} {n:sheet waits|sheets wait}", n=n)
    assert text == f"{n} 份待处理"
    words.set_language("en")
    assert now(text) == said


def test_other_formats_stand_beside_it() -> None:
    words.set_language("en")
    assert say("{mb} MB", "{mb:.1f} MB ({n} {n:file|files})", mb=1.26, n=1) == "1.3 MB (1 file)"


def test_joined_by_plus_or_as_sentences_it_stays_one() -> None:
    line = "P1: " + say("坏了", "broken") + say("。", ".")
    whole = joined(say("坏了。", "It broke."), "", say("请再试。", "Try again."))
    assert (line, whole) == ("P1: 坏了。", "坏了。请再试。")
    words.set_language("en")
    assert (now(line), now(whole)) == ("P1: broken.", "It broke. Try again.")
    assert joined("3 found", "2 left") == "3 found 2 left"


def test_an_error_is_read_in_the_language_of_the_reader() -> None:
    error = DownloadError(say("没有传完。", "It broke off."), say("请再试。", "Try again."))
    assert (str(error), error.message, error.hint) == ("没有传完。请再试。", "没有传完。", "请再试。")
    kept = str(error)
    words.set_language("en")
    assert (str(error), error.message, error.hint) == ("It broke off. Try again.", "It broke off.", "Try again.")
    assert now(kept) == "It broke off. Try again."
    assert str(AppError("plain")) == "plain"


def test_it_is_text_for_everybody_else() -> None:
    text = say("好", "good")
    assert json.loads(json.dumps({"a": text})) == {"a": "好"}
    assert {text: 1}["好"] == 1
    assert isinstance(text, str)


def test_a_sentence_in_a_value_is_copied_and_pickled() -> None:
    made = say("优点", "Strength")
    assert copy.copy(made) == copy.deepcopy({"text": made})["text"] == "优点"
    assert pickle.loads(pickle.dumps(made)) == "优点"


def test_a_sentence_that_was_stored_knows_both_languages_again() -> None:
    why = words.without_stop(say("“{n}”满了。", '"{n}" is full.', n="收件处\n"))
    again = words.kept(words.to_keep(why))
    assert again == "“收件处\n”满了"
    words.set_language("en")
    assert now(again) == '"收件处\n" is full'
    words.set_language("zh")
    assert (words.kept(""), words.to_keep(""), words.kept("旧版本存下的。")) == ("", "", "旧版本存下的。")
    assert words.kept(words.to_keep("plain")) == "plain"
