"""Encodings are told by plausibility of the words that come out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pellucid.golden.intake.encoding import detect_encoding
from pellucid.golden.intake.read import read_bytes


@pytest.mark.parametrize(
    ("encoding", "text"),
    [
        ("cp1252", "Hélène;Françoise;Noël;Jérôme;Château;Où est l’été;Besançon"),
        ("cp1252", "nom;ville\nx;Orléans\n"),
        ("cp1252", "Müller;Größe;Straße;Jörg"),
        ("cp1252", "Þórður;Guðrún;Björk;Ólafur;Sigríður;Kópavogur;Seyðisfjörður"),
        ("cp1252", "Müller;José;Hélène;Søren;Åsa;Muñoz;João;Conceição"),
        ("cp1250", "Łukasz;Wiśniewski;Błażej;Dąbrowski;Kraków;Łódź"),
        ("cp1250", "Jiří;Dvořák;Černý;Novák;Němec;Procházka"),
        ("cp1250", "Szőke;Győr;Fűzfő;László;Kovács;Erdős"),
        ("iso-8859-2", "Łukasz;Wiśniewski;Żak;Dąbrowski;Kraków;Łódź"),
        ("iso-8859-15", "cœur;Lefèvre;Hélène;Šárka"),
        ("cp1251", "Иванов;Пётр;Москва;Санкт-Петербург"),
        ("koi8-r", "Иванов;Петр;Москва;Санкт-Петербург"),
        ("cp1253", "Παπαδόπουλος;Αθήνα;Γιώργος"),
        ("cp1254", "Gökçe;Yıldız;Şahin;İstanbul;Ağaoğlu"),
        ("cp1255", "דוד;כהן;ירושלים"),
        ("cp1256", "محمد;أحمد;القاهرة;فاطمة"),
        ("cp1257", "Jānis;Bērziņš;Rīga;Šķēle;Žukauskienė"),
        ("mac_roman", "Hélène;José;Müller;Straße;Besançon"),
        ("cp850", "Hélène;José;Müller;Straße"),
        ("cp932", "田中;太郎;東京都;ヤマダ;ひろし"),
        ("gb18030", "王小明;北京市;李娜;上海"),
        ("big5", "王小明;台北市;陳美玲"),
        ("cp949", "김철수;서울특별시;이영희"),
        ("cp874", "สมชาย;กรุงเทพ"),
        ("utf-16-le", "Name;City\nJosé;Ávila"),
        ("utf-16", "Name;City\nJosé;Ávila"),
        ("utf-8", "Name;City\nJosé;Ávila\nកម្ពុជា"),
    ],
)
def test_text_comes_back_whatever_it_was_written_in(encoding: str, text: str) -> None:
    data = text.encode(encoding)
    found = detect_encoding(data)
    assert data[found.mark_length :].decode(found.name) == text
    assert found.reason


def test_one_bad_row_does_not_turn_a_utf8_file_into_cp1252() -> None:
    data = "name,city\nZoë,Köln\nÅsa,Århus\n".encode() + b"Jos\xe9,Rome\n"
    delivery = read_bytes(data, file="a.csv")
    assert delivery.detected["encoding"] == "utf-8"
    assert [bad.raw for bad in delivery.quarantined] == [b"Jos\xe9,Rome\n"]


@given(st.binary())
def test_any_bytes_have_an_encoding(data: bytes) -> None:
    assert detect_encoding(data).name
