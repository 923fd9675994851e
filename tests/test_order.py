"""An order: requisites, points, marks, references."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.conftest import ORDER, changed

Outline = Callable[..., str]


def lines(text: str) -> list[str]:
    return [line for line in text.splitlines() if not line.startswith("---")]


def test_a_small_order_in_full(outline: Outline) -> None:
    assert lines(outline(ORDER)) == [
        "Школа №\u00a01",
        "ПРИКАЗ",
        "| 01.09.2026 | №\u00a05-од |",
        "г.\u00a0Энск",
        "О\u00a0проверке",
        "В целях проверки",
        "ПРИКАЗЫВАЮ:",
        "1. Проверить.",
        "| Директор | М.П.\u00a0Иванова |",
    ]


def test_the_verb_is_spaced_by_a_property_of_characters_not_by_spaces(
    made: Callable[..., bytes], outline: Outline
) -> None:
    source = changed(оформление="{глагол: вразрядку}")
    assert "В целях проверки приказываю:" in outline(source)


def test_points_nest_to_four_levels_and_word_numbers_them(outline: Outline) -> None:
    points = "[{текст: А., пункты: [{текст: Б., пункты: [{текст: В., пункты: [Г.]}]}, Д.]}, Е.]"
    text = outline(changed(пункты=points))
    for line in ("1. А.", "1.1. Б.", "1.1.1. В.", "1.1.1.1. Г.", "1.2. Д.", "2. Е."):
        assert line in text.splitlines()


PEOPLE = """{директор: {фио: Иванова Мария Петровна, должность: директор},
  завуч: {фио: Жук Анна Олеговна, должность: заместитель директора},
  мастер: {фио: Жук О.И., пол: м, должность: старший методист}}"""


def test_executors_stand_in_the_dative_and_control_in_the_accusative(outline: Outline) -> None:
    points = """
  - {исполнители: [завуч, мастер], поручение: провести проверку, срок: до 01.10.2026}
  - {контроль: мастер}"""
    text = outline(changed(пункты=points, лица=PEOPLE)).replace("\u00a0", " ")
    assert "1. Заместителю директора Жук А.О., старшему методисту Жуку О.И. провести проверку до 01.10.2026." in text
    assert "2. Контроль за исполнением настоящего приказа возложить на старшего методиста Жука О.И." in text


def test_a_charge_may_be_addressed_to_a_group(outline: Outline) -> None:
    points = "[{кому: руководителям школ, поручение: представить отчёты, срок: до 01.10.2026}]"
    assert "1. Руководителям школ представить отчёты до 01.10.2026." in outline(changed(пункты=points))


def test_given_case_forms_win(outline: Outline) -> None:
    people = "{директор: {фио: Кравец С.Б., пол: м, должность: {текст: нач. отдела, формы: {дат: начальнику отдела}}, формы: {дат: Кравецу}}}"
    text = outline(changed(пункты="[{исполнитель: директор, поручение: проверить}]", лица=people)).replace(
        "\u00a0", " "
    )
    assert "1. Начальнику отдела Кравецу С.Б. проверить." in text


def test_control_stays_with_the_signer_and_the_order_takes_effect(outline: Outline) -> None:
    text = outline(changed(пункты="[{контроль: за собой}, {вступает в силу: со дня подписания}]"))
    assert "1. Контроль за исполнением настоящего приказа оставляю за собой." in text
    assert "2. Настоящий приказ вступает в силу со дня подписания." in text


def test_a_missing_date_and_number_leave_lines_to_fill_by_hand(outline: Outline) -> None:
    source = "\n".join(line for line in ORDER.splitlines() if not line.startswith(("дата", "номер")))
    assert "| ____________ | №\u00a0____________ |" in outline(source)


def test_directives_and_resolutions_use_their_own_words(outline: Outline) -> None:
    directive = changed(вид="распоряжение", пункты="[{контроль: за собой}]")
    text = outline(directive)
    assert "РАСПОРЯЖЕНИЕ" in text
    assert "ВАЮ:" not in text
    assert "1. Контроль за исполнением настоящего распоряжения оставляю за собой." in text
    assert "\nПРЕДЛАГАЮ:\n" in outline(changed(вид="распоряжение", **{"распорядительное слово": "предлагаю"}))
    text = outline(changed(вид="постановление", пункты="[{вступает в силу: со дня подписания}]"))
    assert "\nПОСТАНОВЛЯЕТ:\n1. Настоящее постановление вступает в силу со дня подписания.\n" in text


PLAN = "{вид: дорожная карта, название: План мероприятий, мероприятия: [Раз, Два]}"
LIST = "{вид: паспорт, название: Перечень школ, строки: [{название: Школы, значение: все}]}"


def test_a_single_appendix_has_no_number_and_form_b_agrees_with_its_title(outline: Outline) -> None:
    text = outline(changed(пункты='["Утвердить {название приложения 1 вин} {приложение 1}."]', приложения=f"[{PLAN}]"))
    text = text.replace("\u00a0", " ")
    assert "1. Утвердить План мероприятий (приложение)." in text
    assert "Приложение\nУТВЕРЖДЕН\nприказом Школы № 1\nот 01.09.2026 № 5-од" in text


def test_an_appendix_that_is_not_approved_has_a_mark_of_form_a(outline: Outline) -> None:
    points = '["Утвердить план {приложение 1}.", "Проверить школы согласно {приложение 2 дат}."]'
    text = outline(changed(пункты=points, приложения=f"[{PLAN}, {LIST}]")).replace("\u00a0", " ")
    assert "1. Утвердить план (приложение 1)." in text
    assert "2. Проверить школы согласно приложению 2." in text
    assert "Приложение 1\nУТВЕРЖДЕН\nприказом Школы № 1\nот 01.09.2026 № 5-од" in text
    assert "Приложение № 2\nк приказу Школы № 1\nот 01.09.2026 № 5-од" in text


def test_split_leaves_the_appendices_out_and_their_marks_agree(outline: Outline) -> None:
    source = changed(пункты='["Утвердить план {приложение 1}."]', приложения=f"[{PLAN}]")
    assert "План мероприятий" not in outline(source, split=True)
    assert "1. Утвердить план (приложение)." in outline(source, split=True)


def test_a_reference_to_a_point_follows_the_point_when_it_moves(made: Callable[..., bytes], outline: Outline) -> None:
    before = '[{текст: Проверить., метка: главное}, "Исполнить пункт {пункт главное}."]'
    after = '["Начать.", {текст: Проверить., метка: главное}, "Исполнить пункт {пункт главное}."]'
    assert "2. Исполнить пункт 1." in outline(changed(пункты=before))
    assert "3. Исполнить пункт 2." in outline(changed(пункты=after))


def test_acts_are_cited_in_full_in_the_case_asked_for(outline: Outline) -> None:
    acts = """{мон: {вид: приказ, орган: министерство образования и науки Амурской области, дата: 13.07.2020, номер: 696,
  название: "О «Дорожной карте»", редакция: 01.02.2021}}"""
    text = outline(changed(преамбула='"В соответствии с {акт мон тв}"', акты=acts)).replace("\u00a0", " ")
    expected = "с приказом министерства образования и науки Амурской области от 13.07.2020 № 696 «О „Дорожной карте“» (ред. от 01.02.2021)"
    assert expected in text


def test_dates_may_be_printed_in_words_or_verbatim(outline: Outline) -> None:
    assert "| 1\u00a0сентября 2026\u00a0г. |" in outline(
        changed(дата="1 сентября 2026 г.", оформление="{даты: словами}")
    )
    assert "| «1» сентября 2026 г |" in outline(changed(дата="{дословно: «1» сентября 2026 г}"))


@pytest.mark.parametrize("value", ["2020-08-17", "17.08.2020", "17 августа 2020 г.", "«17» августа 2020 г."])
def test_dates_are_read_in_four_forms(outline: Outline, value: str) -> None:
    assert "| 17.08.2020 |" in outline(changed(дата=value))


def test_what_stands_behind_the_signature(outline: Outline) -> None:
    more = {
        "лица": "{директор: {фио: Иванова Мария Петровна, должность: директор}, завуч: {фио: Жук О.И., пол: м, должность: завуч}}",
        "ознакомлены": "[завуч, директор]",
        "исполнитель документа": "{лицо: завуч, телефон: 8(1)23-45}",
        "копия": "{лицо: директор, дата: 02.09.2026, подлинник: МБОУ «Школа» в деле № 01-05 за 2026 год}",
    }
    text = outline(changed(**more)).replace("\u00a0", " ")
    tail = text[text.index("С приказом") :].splitlines()
    assert tail[0] == "С приказом ознакомлены:"
    assert tail[2:4] == ["| 1. | Жук О.И. | завуч |  |  |", "| 2. | Иванова М.П. | директор |  |  |"]
    assert "Верно" in tail
    assert "Подлинник документа находится в МБОУ «Школа» в деле № 01-05 за 2026 год" in tail
    assert tail[-1] == "Жук О.И., 8(1)23-45"


def test_the_signature_is_never_alone_on_a_page(made: Callable[..., bytes]) -> None:
    import io

    from docx import Document

    document = Document(io.BytesIO(made(changed(пункты='["Раз.", "Два."]'))))
    kept = {p.text: p.paragraph_format.keep_with_next for p in document.paragraphs}
    assert kept["Два."] is True
    assert kept["Раз."] is not True
    assert document.tables[-1].rows[0].cells[1].text == "М.П.\u00a0Иванова"


def test_an_electronic_signature_is_marked_only_from_a_certificate(outline: Outline) -> None:
    signed = "[{лицо: директор, сертификат: {номер: 00E1F2, владелец: Иванова Мария Петровна, с: 01.02.2026, по: 01.05.2027}}]"
    text = outline(changed(подписи=signed)).replace("\u00a0", " ")
    assert (
        "| Директор | ДОКУМЕНТ ПОДПИСАН / ЭЛЕКТРОННОЙ ПОДПИСЬЮ / Сертификат 00E1F2 / Владелец Иванова Мария Петровна / "
        "Действителен с 01.02.2026 по 01.05.2027 / М.П. Иванова |"
    ) in text
    assert "ЭЛЕКТРОННОЙ" not in outline(ORDER)


def test_codes_of_the_organisation(outline: Outline) -> None:
    source = changed(организация="{наименование: Школа, ОКПО: 12345678, ИНН/КПП: 2815001234/281501001}")
    assert "ОКПО 12345678, ИНН/КПП 2815001234/281501001" in outline(source)


def test_a_person_without_a_name_signs_nothing(complaints: Callable[..., list[str]]) -> None:
    source = ORDER.replace("Иванова Мария Петровна", "''")
    assert "источник.yaml:9: ошибка: лица → директор: у человека не написано имя" in complaints(source)[0]
