"""The figures as a chair reads them: no posterior decimals, no adjective without its interval, points instead of z-scores."""

from __future__ import annotations

from app.core.words import say, strung
from app.scoring.statistics.cut_values import Standing, standing_of
from app.scoring.statistics.values import Contrast, JudgeFlag, JudgingStatistics, Reason, Refusal, Reliability, SubmissionLine

_SHOWN = 6
BAND = (Standing.LIKELY_IN, Standing.TOSS_UP, Standing.LIKELY_OUT)
"""Standings that lie in the band around the cut."""


def standing_words(standing: Standing) -> str:
    """明显在内 · 多半在内 · 难分上下 · 多半在外 · 明显在外."""
    return {
        Standing.CLEAR_IN: say("明显在内", "clear in"),
        Standing.LIKELY_IN: say("多半在内", "likely in"),
        Standing.TOSS_UP: say("难分上下", "coin toss"),
        Standing.LIKELY_OUT: say("多半在外", "likely out"),
        Standing.CLEAR_OUT: say("明显在外", "clear out"),
    }[standing]


def chance(line: SubmissionLine) -> str:
    """The standing of one entry at the line through all; empty without a posterior."""
    return chance_words(line.p_top)


def chance_words(inside: float | None) -> str:
    """The standing, inside the band with its chance rounded to 5 %; empty without one."""
    standing = standing_of(inside)
    if standing is None or inside is None:
        return ""
    if standing not in BAND:
        return standing_words(standing)
    percent = min(95, max(5, 5 * round(inside * 20)))
    return say("{word}（约{percent}%）", "{word} (about {percent}%)", word=standing_words(standing), percent=percent)


def flag_words(flag: JudgeFlag) -> str:
    """What to look at; never who is right."""
    return {
        JudgeFlag.LOWER: say("同样的成果上低于同组评委", "lower than colleagues on the same entries"),
        JudgeFlag.HIGHER: say("同样的成果上高于同组评委", "higher than colleagues on the same entries"),
        JudgeFlag.CONSTANT: say("全部同分，没有区分", "one score for everything, no spread"),
        JudgeFlag.BACKWARDS: say("次序与同组评委相反", "ranks opposite to colleagues"),
        JudgeFlag.FEW_READS: say("评的份数太少", "too few reads"),
    }[flag]


def margin(half: float, digits: int) -> str:
    """Half the 95 % interval, as " ±0.60"."""
    return f" ±{half:.{digits}f}"


def margin_words() -> str:
    """What ± means, for every page that shows one."""
    return say(
        "± 是 95% 区间的半宽：真正的值多半在 ± 一半以内，几乎总在 ± 以内。",
        "± is half the 95% interval: the true value is mostly within half of it, nearly always within it.",
    )


def reliability_words(found: Reliability) -> str:
    """One sentence: the figure of what is ranked, its interval, and the reads that would give 0.8."""
    value, wanted = found.of_mean, found.wanted
    if value.value <= 0:
        return _not_detectable(found)
    lower = say("不定", "unknown") if value.lower is None else f"{max(0.0, value.lower):.2f}"
    upper = say("不定", "unknown") if value.upper is None else f"{max(0.0, value.upper):.2f}"
    head = say(
        "{mean}的可靠性 {value}（95% 区间 {lower}–{upper}，平均每份 {reads} 次评分）",
        "Reliability of {mean}: {value} (95% interval {lower}–{upper}, {reads} {reads:read|reads} per entry)",
        mean=_mean(found),
        value=f"{value.value:.2f}",
        lower=lower,
        upper=upper,
        reads=f"{found.reads:.1f}".removesuffix(".0"),
    )
    return head + _wanted(wanted) + _what_ranks(found)


def _mean(found: Reliability) -> str:
    return say("排名所用平均分", "the mean that ranks") if found.ranks else say("各评委平均分", "the judges' mean")


def _what_ranks(found: Reliability) -> str:
    """Said where something else ranks: what is told of the mean is not told of that."""
    if found.ranks:
        return ""
    return say("名次按正式得分排，与这个平均分不完全相同。", " Ranks go by the official score, which is not this mean throughout.")


def _not_detectable(found: Reliability) -> str:
    upper = found.of_mean.upper
    most = say("不定", "unknown") if upper is None else f"{max(0.0, upper):.2f}"
    head = say(
        "{mean}的可靠性测不出（95% 区间最高 {most}，平均每份 {reads} 次评分）：成果之间的差别不比同一份成果上评委之间的差别大。",
        "Reliability of {mean} is not detectable (95% interval up to {most}, {reads} {reads:read|reads} per entry): "
        "entries differ no more than judges do on one entry.",
        mean=_mean(found),
        most=most,
        reads=f"{found.reads:.1f}".removesuffix(".0"),
    )
    return head + _what_ranks(found)


def _wanted(wanted: tuple[int | None, int | None, int | None]) -> str:
    best, fewest, most = wanted
    limit = say("没有上限", "no upper limit") if most is None else str(most)
    return say(
        "；要达到 0.8，每份约需 {best} 次（区间 {fewest}–{most}）。",
        "; 0.8 would take about {best} {best:read|reads} per entry (interval {fewest}–{most}).",
        best=best,
        fewest=fewest,
        most=limit,
    )


def kappa_words(kappa: float) -> str:
    """Fleiss' κ, and what a category is."""
    return say(
        "评委给出同一个分数的一致程度，除去偶然（Fleiss κ，每个不同的分数算一类）：{kappa}。",
        "Agreement on the very score beyond chance (Fleiss' κ, every distinct score a category): {kappa}.",
        kappa=f"{kappa:.2f}".replace("-", "−"),
    )


def contrast_words(found: Contrast, one: str, other: str, digits: int) -> str:
    """How far two groups, as they are called, are apart on the same entries."""
    return say(
        "{one} 比 {other} 平均高（+）或低（−）{d}{margin} 分。", "{one} against {other}: higher (+) or lower (−) by {d}{margin} points.",
        one=one, other=other, d=f"{found.difference:+.{digits}f}".replace("-", "−"), margin=margin(found.margin, digits),
    )  # fmt: skip


def complete_words(found: JudgingStatistics) -> str:
    """Said when every judge read everything, else empty."""
    if not found.complete or found.counts.n_judges < 2:
        return ""
    return say("每位评委都评了全部成果：校正宽严不改变任何次序。", "Every judge read everything: adjustment changes no order.")


def why(refusal: Refusal) -> str:
    """The sentence for one refusal; variances, which have no name on the panel, by what differs."""
    parts = {"sd_submission": say("成果之间", "between entries"), "sd_judge": say("评委之间", "between judges")}
    zh, en = _NO_READ_CONNECTS if refusal.reason is Reason.UNCONNECTED and not refusal.names else _WHY[refusal.reason]
    listed = strung(say("、", ", "), (parts.get(n, n) for n in refusal.names[:_SHOWN]))
    more = len(refusal.names) - _SHOWN
    if more > 0:
        listed += say(" 等 {n} 个", " and {more} more", n=len(refusal.names), more=more)
    return say(zh, en, names=listed or say("（无）", "(none)"))


_NO_READ_CONNECTS = (
    "各组之间没有共同评过的成果，不能放在一起排名；能连通的评委都已回避，没有一次补评可以连通。",
    "The panels share no entry, so they have no joint ranking; everybody whose read would connect them stands aside.",
)
_WHY = {
    Reason.ONE_JUDGE: ("只有一位评委：可靠性和宽严都无从谈起。", "There is one judge: neither reliability nor severity can be told."),
    Reason.ONE_SUBMISSION: (
        "只有一份成果：可靠性和宽严都无从谈起。",
        "There is one submission: neither reliability nor severity can be told.",
    ),
    Reason.ALL_EQUAL: ("所有分数都相同：没有定义，既不是 1 也不是 0。", "All scores are equal: undefined, neither 1 nor 0."),
    Reason.ZERO_RESIDUAL: (
        "评委之间只差一个固定的分数，没有余下的差异可供估计。",
        "Judges differ only by a shift; nothing is left to estimate from.",
    ),
    Reason.NO_RESIDUAL: (
        "评分次数只够算出各项效应，没有多余的可以检验。",
        "There are just enough reads for the effects and none to check them by.",
    ),
    Reason.UNCONNECTED: (
        "各组之间没有共同评过的成果，不能放在一起排名；补评可以连通（成果/评委）：{names}。",
        "The panels share no entry, so they have no joint ranking; reads that would connect them (submission/judge): {names}.",
    ),
    Reason.ALONE: ("{names} 评的成果没有别人评过：宽严无从比较。", "Nobody else read what {names} read: severity cannot be compared."),
    Reason.INCOMPLETE: (
        "不是每位评委都评了全部成果：这个指标只对完整的评分表有定义。",
        "Not every judge read everything: this figure is for complete data only.",
    ),
    Reason.NOT_DETECTABLE: (
        "这些评分测不出差别（{names}），不等于没有差别。",
        "Not detectable from these scores ({names}); that does not mean none.",
    ),
    Reason.CONSTANT_JUDGE: (
        "{names} 给所有成果同一个分数：没有离散，不给宽严。",
        "{names} gave one score to everything: no spread, severity left out.",
    ),
    Reason.BACKWARDS_JUDGE: (
        "{names} 的次序与同组评委相反：弄清之前不给概率（区间会不可信）。",
        "{names} ranks opposite to colleagues: probabilities are not shown until that is resolved (their coverage breaks).",
    ),
    Reason.ONE_READ: ("{names} 只评了一份，没有离散可言。", "{names} read one entry: there is no spread."),
    Reason.NOTHING_PAIRED: ("没有一份成果有两位评委评过。", "No entry was read by two judges."),
    Reason.NO_SPREAD: ("可比较的分数没有差别，没有定义。", "The scores that could be compared do not vary: undefined."),
    Reason.NO_LIMITS: ("没有余下的差异，区间没有定义。", "Nothing is left to vary: the limits are undefined."),
    Reason.POLE: (
        "单次评分的下限太低，换算到平均分时没有意义：区间不可用。",
        "The limit for one read is so low that stepping it up to the mean means nothing: do not use this interval.",
    ),
    Reason.REPEATED: ("同一评委多次评同一成果，已取平均：{names}。", "Repeated reads of one entry by one judge were averaged: {names}."),
    Reason.PARTIAL: (
        "有的评分缺评审项目，只按有的项目平均，与别人的不能直接相比：{names}。",
        "Reads that lack criteria were averaged over those they have and do not compare with others: {names}.",
    ),
    Reason.FEW_FOR_TRIMMING: (
        "少于 5 次评分时去掉最高最低会丢掉一半左右的信息，慎用：{names}。",
        "Below 5 reads, dropping the highest and lowest discards about half of what is known; use with care: {names}.",
    ),
}
