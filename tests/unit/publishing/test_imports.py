"""Rows become values, all or none; refused rows are named; contacts are never read."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from app.core.errors import InvalidEntry, Malformed, UsageError
from app.models.entry import DocumentRole
from app.models.roster import PanelRole
from app.models.rubric import Bilingual, TopicType
from app.models.season import EntryField
from app.packages import codec
from app.publishing.import_entries import import_entries
from app.publishing.import_judges import import_judges, panels_of
from app.publishing.import_rows import Imported, RowsRefused, require_clean
from app.publishing.mapping import read_mapping

FIELDS = (
    EntryField("MFG", Bilingual("制造类", "Manufacturing")),
    EntryField("SRV", Bilingual("市场服务类", "Market services")),
    EntryField("SME", Bilingual("“专精特新”中小企业类", "Specialised SMEs")),
)
REQUIRED = "编号,课题名称,小组名称,课题类型,领域,完成单位,推荐单位"


def entries_of(tmp_path: Path, *lines: str, **options: Any) -> Imported[Any]:
    (tmp_path / "entries.csv").write_text("\n".join(lines), encoding="utf-8")
    return import_entries(tmp_path / "entries.csv", FIELDS, **options)


def judges_of(tmp_path: Path, *lines: str, **options: Any) -> Imported[Any]:
    (tmp_path / "judges.csv").write_text("\n".join(lines), encoding="utf-8")
    return import_judges(tmp_path / "judges.csv", **options)


def reasons(found: Imported[Any]) -> dict[int, str]:
    assert found.rows == ()
    return {r.row: r.reason for r in found.report.refused}


@pytest.mark.parametrize(
    ("typed", "kind"),
    [
        ("问题解决型·自定目标", TopicType.PROBLEM_SELF),
        ("问题解决型（自定目标）", TopicType.PROBLEM_SELF),
        ("指令性目标", TopicType.PROBLEM_ASSIGNED),
        ("Problem-Assigned", TopicType.PROBLEM_ASSIGNED),
        ("创新型", TopicType.INNOVATION),
    ],
)
def test_topic_types_as_people_type_them(tmp_path: Path, typed: str, kind: TopicType) -> None:
    assert entries_of(tmp_path, REQUIRED, f"Z-1,t,c,{typed},制造类,u,r").rows[0].topic_type is kind


@pytest.mark.parametrize(
    "typed", ['"""专精特新""中小企业类"', "「专精特新」中小企业类", "专精特新中小企业", " sme ", "“专精特新”中小企业类"]
)
def test_fields_as_people_type_them(tmp_path: Path, typed: str) -> None:
    assert entries_of(tmp_path, REQUIRED, f"Z-1,t,c,创新型,{typed},u,r").rows[0].field == "SME"


def test_one_bad_row_refuses_all_and_says_every_reason(tmp_path: Path) -> None:
    found = entries_of(
        tmp_path,
        REQUIRED,
        "Z-1,t,c,创新型,制造类,u,r",
        "z_2,t,c,问题解决型,农业类,u,r",
        "张三,,c,创新型,制造类,u,r",
        "Z-1,t,c,创新型,制造类,u,r",
    )
    said = reasons(found)
    assert list(said) == [3, 4, 5]
    assert "建议“Z-2”" in said[3]
    assert "问题解决型·自定目标 | 问题解决型·指令性目标 | 创新型" in said[3]
    assert "农业类" in said[3]
    assert "Z-001" in said[4]
    assert "“课题名称”是空的" in said[4]
    assert "与第 2 行重复" in said[5]
    assert found.report.accepted == 1
    with pytest.raises(RowsRefused, match="3 行不能导入，没有导入任何内容") as caught:
        require_clean(found.report)
    assert "第 5 行" in caught.value.hint


def test_doubles_ignore_case_and_rounds_are_apart(tmp_path: Path) -> None:
    again = entries_of(tmp_path, REQUIRED + ",轮次", "Z-1,t,c,创新型,制造类,u,r,1", "Z-1,t,c,创新型,制造类,u,r,第2轮", rounds=(1, 2))
    assert [e.round for e in again.rows] == [1, 2]
    assert "重复" in reasons(entries_of(tmp_path, REQUIRED, "Z-1,t,c,创新型,制造类,u,r", "z-1,t,c,创新型,制造类,u,r"))[3]
    assert "没有第 3 轮" in reasons(entries_of(tmp_path, REQUIRED + ",轮次", "Z-1,t,c,创新型,制造类,u,r,3"))[2]


def test_contacts_are_dropped_named_and_cleaned_out_of_texts(tmp_path: Path) -> None:
    header = REQUIRED + ",联系人手机,身份证号,E-mail,登记日期"
    found = entries_of(
        tmp_path, header, "Z-1,t,晨光 13812345678,创新型,制造类,u 310101199001011234,r,13912345678,310101199001011234,a@b.c,昨天"
    )
    assert found.report.dropped == ("联系人手机", "身份证号", "E-mail")
    assert found.report.ignored == ("登记日期",)
    assert len(found.report.notes) == 2
    stored = codec.to_bytes(found.rows[0]) + codec.to_bytes(found.report)
    for secret in (b"13812345678", b"13912345678", b"310101199001011234", b"a@b.c"):
        assert secret not in stored


def test_a_contact_column_is_not_taken_for_ours_by_its_first_word(tmp_path: Path) -> None:
    header = REQUIRED.replace("推荐单位", "推荐单位（联系人电话）") + ",推荐单位"
    found = entries_of(tmp_path, header, "Z-1,t,c,创新型,制造类,u,02112345678,协会")
    assert (found.rows[0].recommender, found.report.dropped) == ("协会", ("推荐单位（联系人电话）",))
    with pytest.raises(InvalidEntry, match="缺少列“推荐单位”"):
        entries_of(tmp_path, REQUIRED.replace("推荐单位", "推荐单位（联系人电话）"), "Z-1,t,c,创新型,制造类,u,02112345678")


def test_optional_columns(tmp_path: Path) -> None:
    header = REQUIRED + ",公章,免限,组内序号,发表序号,申报单位,推荐排名,撤报,成果报告,视频,主评"
    [entry] = entries_of(tmp_path, header, "Z-1,t,c,创新型,制造类,u,,√,yes,3,12,丙公司,第1名,否,a.pdf;a.pptx,v\\x.mp4,张三").rows
    assert entry.lead == "张三"
    assert (entry.sealed, entry.exempt, entry.number, entry.presentation, entry.applicant) == (True, True, 3, 12, "丙公司")
    assert (entry.recommender_rank, entry.withdrawn, entry.recommender) == (1, False, "")
    assert [(f.role, f.path) for f in entry.files] == [
        (DocumentRole.REPORT, "a.pdf"),
        (DocumentRole.REPORT, "a.pptx"),
        (DocumentRole.VIDEO, "v\\x.mp4"),
    ]
    assert entries_of(tmp_path, REQUIRED, "Z-1,t,c,创新型,制造类,u,r").rows[0].sealed is None
    assert "应为 是 或 否" in reasons(entries_of(tmp_path, REQUIRED + ",公章", "Z-1,t,c,创新型,制造类,u,r,也许"))[2]


def test_judges_panels_and_chairs(tmp_path: Path) -> None:
    found = judges_of(
        tmp_path,
        "评委编号,姓名,单位,专业组,角色,备注,手机",
        "J01,张三,甲厂,第3组,评审组长,,1",
        "J02,李四,,三组,,可周末,2",
        "J03,王五,丙,建造组,judge,,3",
    )
    assert [(j.id, j.panel, j.role) for j in found.rows] == [
        ("J01", "3", PanelRole.CHAIR),
        ("J02", "3", PanelRole.JUDGE),
        ("J03", "P1", PanelRole.JUDGE),
    ]
    assert found.report.dropped == ("手机",)
    assert found.report.notes == ("专业组“建造组”有 0 位评审组长，应为 1 位",)
    panels = panels_of(found.rows)
    header = REQUIRED + ",专业组"
    both = entries_of(
        tmp_path, header, "Z-1,t,c,创新型,制造类,u,r,3", "Z-2,t,c,创新型,制造类,u,r,建造组", "Z-3,t,c,创新型,制造类,u,r,", panels=panels
    )
    assert [e.panel for e in both.rows] == ["3", "P1", None]
    assert "没有评委" in reasons(entries_of(tmp_path, header, "Z-1,t,c,创新型,制造类,u,r,制造组", panels=panels))[2]


def test_a_deputy_chairs_beside_the_chair_and_two_chairs_are_named(tmp_path: Path) -> None:
    found = judges_of(
        tmp_path,
        "评委编号,姓名,单位,专业组,角色",
        "J01,张三,甲厂,1,评审组长",
        "J02,李四,乙厂,1,副组长",
        "J03,王五,丙厂,2,组长",
        "J04,赵六,丁厂,2,组长",
    )
    assert [(j.id, j.role, j.deputy) for j in found.rows[:3]] == [
        ("J01", PanelRole.CHAIR, False),
        ("J02", PanelRole.CHAIR, True),
        ("J03", PanelRole.CHAIR, False),
    ]
    assert found.report.notes == ("专业组“2”有 2 位评审组长，应为 1 位",)


def test_judges_refused(tmp_path: Path) -> None:
    said = reasons(judges_of(tmp_path, "id,name,unit,role", "J01,a,u,judge", "j01,b,u,chair", "13812345678,c,u,", "J04,,u,king"))
    assert set(said) == {3, 4, 5}
    assert "建议“J01”" in said[3]
    assert "电话号码" in said[4]
    assert "姓名" in said[5] or "name" in said[5]
    assert "king" in said[5]


def test_a_sheet_without_panels_is_one_panel(tmp_path: Path) -> None:
    assert {j.panel for j in judges_of(tmp_path, "id,name,unit,role", "J01,a,u,chair", "J02,b,u,").rows} == {"1"}
    assert "是空的" in reasons(judges_of(tmp_path, "id,name,unit,panel", "J01,a,u,1", "J02,b,u,"))[3]


def test_a_saved_mapping_names_other_platforms_columns(tmp_path: Path) -> None:
    (tmp_path / "map.json").write_text('{"登记号": "编号", "Entry name": "title", "专家": "评委编号"}', encoding="utf-8")
    mapping = read_mapping(tmp_path / "map.json")
    [entry] = entries_of(
        tmp_path, "登记号,entry  name,小组名称,课题类型,领域,完成单位,推荐单位,编号", "Z-1,t,c,创新型,制造类,u,r,999", mapping=mapping
    ).rows
    assert (entry.code, entry.title) == ("Z-1", "t")
    assert judges_of(tmp_path, "专家,姓名,单位", "J01,a,u", mapping=mapping).rows[0].id == "J01"


@pytest.mark.parametrize(
    ("text", "kind", "words"),
    [
        ('{"a": "no such column"}', UsageError, "不是本系统的列名"),
        ('{"手机": "编号"}', UsageError, "不能导入"),
        ('["a"]', Malformed, "列名对照"),
        ('{"a": 1}', Malformed, "列名对照"),
        ('{"a": "title", "a": "code"}', Malformed, "写了两次"),
        ("{", Malformed, "不完整"),
    ],
)
def test_bad_mappings(tmp_path: Path, text: str, kind: type[Exception], words: str) -> None:
    (tmp_path / "map.json").write_text(text, encoding="utf-8")
    with pytest.raises(kind, match=words):
        read_mapping(tmp_path / "map.json")


def test_values_survive_the_codec(tmp_path: Path) -> None:
    found = entries_of(tmp_path, REQUIRED + ",公章,成果报告", "Z-1,t,c,创新型,制造类,u,r,是,r.pdf")
    assert codec.check(found.rows[0]) == found.rows[0]
    assert codec.check(found.report) == found.report


def test_a_merged_cell_leaves_blanks_that_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InvalidEntry, match=r"没有找到表头|缺少列"):
        entries_of(tmp_path, "编号,,,", "Z-1,t,c,创新型")
    assert "“完成单位”是空的" in reasons(entries_of(tmp_path, REQUIRED, "Z-1,t,c,创新型,制造类,,r"))[2]


def test_marks_that_show_nothing_or_turn_the_direction_stay_out(tmp_path: Path) -> None:
    (entry,) = entries_of(tmp_path, REQUIRED, "Z-1,提高\u202e合格率\u200b,\ufeff晨光\u2067,创新型,制造类,u,r").rows
    assert (entry.title, entry.circle) == ("提高合格率", "晨光")
