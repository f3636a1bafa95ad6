"""The codebook is read from its file, and an entry is found by what people call it."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pimhcli.coding.codebook import Code, Codebook, level_under, outline, read, split_path
from pimhcli.storage import yamlfile

if TYPE_CHECKING:
    from pimhcli.findings import Finding

BOOK = """
    themes:
      - id: coping
        name: Coping with it
        definition: |
          How people cope.
        include: what helps
        exclude: what does not
        colour: blue
        status: open
        subthemes:
          - name: Talking
            former_names: [Speech, talk-1]
            codes:
              - name: With friends
                codes:
                  - {name: On the phone}
          - {id: rest, name: Resting}
        codes:
          - {name: Alone}
      - name: Support
        subthemes:
          - {id: rest-2, name: Resting}
    codes:
      - {name: Age > 65}
      - {name: Speech acts, aliases: [old-key]}
"""


def parsed(text: str) -> tuple[Codebook, list[Finding]]:
    return read(yamlfile.parse(dedent(text), "codebook.yaml"))


def problems(text: str) -> list[str]:
    return list(map(str, parsed(text)[1]))


@pytest.fixture(scope="module")
def book() -> Codebook:
    made, findings = parsed(BOOK)
    assert findings == []
    return made


def keys(found: tuple[Code, ...]) -> list[str]:
    return [code.id for code in found]


def test_entries_come_parents_first_with_their_level_and_place(book: Codebook) -> None:
    assert [(depth, code.id, code.level) for depth, code in outline(book)] == [
        (0, "coping", "theme"),
        (1, "alone", "code"),
        (1, "talking", "sub-theme"),
        (2, "with-friends", "code"),
        (3, "on-the-phone", "code"),
        (1, "rest", "sub-theme"),
        (0, "support", "theme"),
        (1, "rest-2", "sub-theme"),
        (0, "age-65", "code"),
        (0, "speech-acts", "code"),
    ]


def test_an_entry_holds_all_that_the_file_says_of_it(book: Codebook) -> None:
    assert book.codes[0] == Code(
        "coping",
        "Coping with it",
        "theme",
        "",
        "How people cope.",
        "what helps",
        "what does not",
        colour="blue",
        status="open",
    )


def test_themes_and_subthemes_come_in_the_order_of_the_file(book: Codebook) -> None:
    assert keys(book.themes()) == ["coping", "support"]
    assert keys(book.subthemes("coping")) == ["talking", "rest"]


def test_what_hangs_under_an_entry_counts_all_levels(book: Codebook) -> None:
    assert book.under("talking") == {"talking", "with-friends", "on-the-phone"}


def test_a_path_names_every_level(book: Codebook) -> None:
    assert book.path("on-the-phone") == "Coping with it > Talking > With friends > On the phone"


def test_an_empty_codebook_has_no_entries() -> None:
    assert parsed("") == (Codebook(), [])


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("talking", ["talking"]),
        ("  rest ", ["rest"]),
        ("Talking", ["talking"]),
        ("WITH  friends", ["with-friends"]),
        ("with-friends", ["with-friends"]),
        ("Speech", ["talking"]),
        ("talk-1", ["talking"]),
        ("old-key", ["speech-acts"]),
        ("Resting", ["rest", "rest-2"]),
        ("Support > Resting", ["rest-2"]),
        ("coping>resting", ["rest"]),
        ("Coping with it > Talking > With friends", ["with-friends"]),
        ("Speech > With friends", ["with-friends"]),
        ("With friends > On the phone", ["on-the-phone"]),
        ("Support > Talking", []),
        ("Above all > Coping with it", []),
        ("Age > 65", ["age-65"]),
        ("Restin", []),
        ("", []),
        (" > ", []),
    ],
)
def test_an_entry_is_found_by_key_name_path_or_former_name(
    book: Codebook, words: str, found: list[str]
) -> None:
    assert keys(book.find(words)) == found


def test_a_name_in_use_wins_over_the_same_name_that_another_entry_had() -> None:
    book = Codebook((Code("a", "New", "theme", former=("Old",)), Code("b", "Old", "theme")))
    assert keys(book.find("Old")) == ["b"]


def test_a_key_wins_over_a_name() -> None:
    book = Codebook((Code("rest", "Talking", "theme"), Code("b", "rest", "theme")))
    assert keys(book.find("rest")) == ["rest"]


def test_a_former_key_finds_the_entry_in_which_it_went_up() -> None:
    book = Codebook((Code("a", "New", "theme", former=("gone",)),))
    assert book.by_key["gone"].id == "a"


def test_codings_say_which_entry_they_mean_by_its_key_or_a_former_one() -> None:
    book = Codebook((Code("peers", "Peer support", "code", former=("colleagues",)),))
    assert [book.key_of(key) for key in ("peers", "colleagues", "gone")] == ["peers", "peers", "gone"]
    assert [book.name_of(key) for key in ("peers", "colleagues", "gone")] == ["Peer support"] * 2 + ["gone"]


def test_a_name_of_several_entries_is_explained_by_their_paths_and_keys(book: Codebook) -> None:
    assert book.explain("Resting") == (
        "'Resting' names 2 entries of the codebook: Coping with it > Resting (key rest); "
        "Support > Resting (key rest-2). Give the key."
    )


def test_an_unknown_name_is_explained_by_the_nearest(book: Codebook) -> None:
    assert (
        book.explain("Coping > Talkin") == "'Coping > Talkin' is not in the codebook. Did you mean 'Talking'?"
    )


def test_an_unknown_name_like_no_other_is_explained_by_where_to_look(book: Codebook) -> None:
    assert book.explain("zzz").endswith("See them with: pimh codebook show.")


def test_an_id_given_twice_is_named_with_both_lines() -> None:
    (problem,) = problems("themes:\n  - {id: a, name: One}\n  - {id: a, name: Two}\n")
    assert problem == (
        "codebook.yaml:3:5: themes[a]: the id `a` is already used at line 2."
        " Write a line `id: …` with another."
    )


def test_a_name_that_stands_twice_under_one_theme_is_named_with_both_lines() -> None:
    text = "themes:\n  - name: One\n    codes:\n      - {id: x, name: So}\n      - {id: y, name: so}\n"
    (problem,) = problems(text)
    assert problem == (
        "codebook.yaml:5:9: themes[1].codes[y]: 'so' stands twice here (first at line 4)."
        " Keep one, or give them different names."
    )


def test_the_same_name_may_stand_under_two_themes(book: Codebook) -> None:
    assert [code.name for code in book.codes].count("Resting") == 2


def test_an_unknown_key_is_named_with_the_nearest() -> None:
    assert problems("themes:\n  - {name: One, subtheme: [a]}\n") == [
        "codebook.yaml:2:27: themes[1]: unknown key `subtheme`. Did you mean 'subthemes'?"
    ]


def test_subthemes_cannot_hang_under_subthemes() -> None:
    (problem,) = problems("themes: [{name: A, subthemes: [{name: B, subthemes: [{name: C}]}]}]")
    assert "unknown key `subthemes`" in problem


def test_an_entry_without_a_name_is_named() -> None:
    assert problems("themes:\n  - {definition: x}\n") == [
        "codebook.yaml:2:5: themes[1]: this theme has no name. Write a line `name: …`."
    ]


def test_an_entry_with_only_an_id_is_called_by_it() -> None:
    book, findings = parsed("codes: [{id: only-id}]")
    assert (book.codes[0].name, findings) == ("only-id", [])


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Barriers to care", "barriers-to-care"),
        ("  “Quoted” & more! ", "quoted-more"),
        ("Réflexion", "reflexion"),
        ("Müßiggang", "mussiggang"),
        ("支持", "支持"),
        ("Υποστήριξη 1", "υποστηριξη-1"),
        ("Sjøkart", "sjøkart"),
        ("—", "code"),
        ("word " * 20, "word-word-word-word-word-word-word-word-word"),
        ("x" * 60, "x" * 48),
    ],
)
def test_a_key_is_made_from_the_name(name: str, key: str) -> None:
    assert Codebook().new_key(name) == key


def test_a_key_that_is_taken_gets_a_number() -> None:
    book = Codebook((Code("so", "So", "theme"), Code("so-2", "So", "theme", former=("so-3",))))
    assert book.new_key("So") == "so-4"


@given(st.text(max_size=80))
def test_every_name_gives_a_key_of_letters_digits_and_hyphens(name: str) -> None:
    key = Codebook().new_key(name)
    assert 0 < len(key) <= 48
    assert all(letter.isalnum() for letter in key.replace("-", "x"))
    assert key == key.strip("-")


@pytest.mark.parametrize(
    ("words", "steps"), [("A > B>C", ["A", "B", "C"]), ("A", ["A"]), ("", [""]), (" >A> ", ["A"])]
)
def test_a_path_is_split_at_its_arrows(words: str, steps: list[str]) -> None:
    assert split_path(words) == steps


@pytest.mark.parametrize(
    ("parent", "level"),
    [
        (None, "theme"),
        (Code("a", "A", "theme"), "sub-theme"),
        (Code("a", "A", "sub-theme"), "code"),
        (Code("a", "A", "code"), "code"),
    ],
)
def test_the_usual_level_follows_from_what_is_above(parent: Code | None, level: str) -> None:
    assert level_under(parent) == level
