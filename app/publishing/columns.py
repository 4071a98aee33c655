"""The columns a season needs, by their fixed names in both languages, and by the names other platforms give them.

The fixed headers are a contract with scripts; the aliases are a courtesy. A fixed name beats an alias, a saved
mapping beats both, and a column of ID numbers or contacts beats everything: it is never read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from app.core.text import fold

_PRIVATE = (
    "身份证", "证件号", "电话", "手机", "联系方式", "联系人", "联络人", "邮箱", "邮件", "邮编", "微信", "传真", "通讯地址", "通信地址", "住址", "银行", "账号", "护照", "出生",
    "phone", "mobile", "telno", "contact", "mail", "idcard", "idnumber", "idno", "identity", "passport", "wechat", "fax", "address", "birth",
)  # fmt: skip
_PRIVATE_WHOLE = {"tel", "qq", "qq号", "qq号码", "地址"}
_BRACKETS = re.compile(r"[(（\[【].*?[)）\]】]")


@dataclass(frozen=True)
class Column:
    """One column of ours: `key` is the fixed English header, `zh` the fixed Chinese one."""

    key: str
    zh: str
    aliases: tuple[str, ...] = ()
    required: bool = False

    def exact(self) -> frozenset[str]:
        """The fixed names as `name_key` sees them."""
        return _keys((self.key, self.zh, self.zh + self.key, self.key + self.zh))

    def others(self) -> frozenset[str]:
        return _keys(self.aliases)


ENTRY_COLUMNS = (
    Column("code", "编号", ("成果编号", "课题编号", "项目编号", "申报编号", "entry", "entry code"), required=True),
    Column("title", "课题名称", ("成果名称", "项目名称", "课题", "成果题目"), required=True),
    Column("circle", "小组名称", ("QC小组名称", "质量管理小组名称", "小组", "circle name"), required=True),
    Column("topic_type", "课题类型", ("课题类别", "成果类型", "topic type", "type"), required=True),
    Column("field", "领域", ("参评领域", "所属领域", "申报领域", "成果领域"), required=True),
    Column("unit", "完成单位", ("单位", "单位名称", "所在单位", "企业名称", "completing unit"), required=True),
    Column("recommender", "推荐单位", ("推荐单位名称", "推荐机构", "recommending unit"), required=True),
    Column("report", "成果报告", ("成果报告书", "报告")),
    Column("form", "申报表", ("成果申报表",)),
    Column("recommendation", "推荐表", ("成果推荐表",)),
    Column("onsite", "现场评价表", ("现场评审表",)),
    Column("video", "视频", ("发表视频",)),
    Column("round", "轮次", ("评审轮次",)),
    Column("panel", "专业组", ("评审组", "组别")),
    Column("number", "组内序号"),
    Column("presentation", "发表序号"),
    Column("lead", "主评", ("主评委", "副组长", "lead reviewer")),
    Column("applicant", "申报单位", ("applying unit",)),
    Column("sealed", "公章", ("推荐单位公章", "是否盖章", "盖章")),
    Column("exempt", "免限", ("联合推进", "不限项数")),
    Column("recommender_opinion", "推荐意见", ("推荐单位意见",)),
    Column("recommender_rank", "推荐排名", ("推荐顺序", "推荐排序")),
    Column("practice", "试评"),
    Column("withdrawn", "撤报"),
)
JUDGE_COLUMNS = (
    Column("id", "评委编号", ("编号", "评委号", "judge"), required=True),
    Column("name", "姓名", ("评委姓名", "评委"), required=True),
    Column("unit", "单位", ("工作单位", "所在单位", "单位名称"), required=True),
    Column("panel", "专业组", ("评审组", "组别")),
    Column("role", "角色", ("职责", "组内角色")),
    Column("note", "备注", ("说明", "remark")),
)


def name_key(name: str) -> str:
    """Letters and digits of a header, folded: “*编号：” = 编号, “Topic Type” = topic_type."""
    return "".join(c for c in fold(name) if c.isalnum())


@cache
def _keys(names: tuple[str, ...]) -> frozenset[str]:
    """Folding our own names anew for every cell of a sheet took a fifth of an import."""
    return frozenset(name_key(n) for n in names)


def bare_key(name: str) -> str:
    """`name_key` without bracketed explanations: 课题类型（创新型…） = 课题类型."""
    return name_key(_BRACKETS.sub("", name))


def is_private(header: str) -> bool:
    """Whether a header announces ID numbers, telephones or other contacts."""
    key = name_key(header)
    return key in _PRIVATE_WHOLE or any(word in key for word in _PRIVATE)


def named(columns: tuple[Column, ...], name: str) -> Column | None:
    """The column a fixed name means, or None."""
    return next((c for c in columns if name_key(name) in c.exact()), None)
