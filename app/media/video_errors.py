"""Every way a video refuses to play, as one sentence and what to do about it."""

from __future__ import annotations

from app.core.errors import MediaError
from app.core.words import say

_GO_ON = ("可先评分；请把问题告诉组织方。", "Scoring can go on; tell the organiser about it.")
_TABLE: dict[str, tuple[str, str]] = {
    "video-format": ("文件不是视频，或已损坏得无法播放。", "The file is not a video, or is too damaged to play."),
    "video-no-picture": ("这个视频没有画面。", "This video has no picture."),
    "video-truncated": ("这个视频不完整，后面的部分缺失。", "This video is incomplete: its end is missing."),
    "video-silent": ("播放组件没有反应。", "The video player does not answer."),
    "video-timeout": ("视频在 {seconds} 秒内没有出现画面。", "No picture of the video appeared within {seconds} seconds."),
}


def video_error(reason: str, **values: object) -> MediaError:
    """The MediaError for one of the reasons in the table."""
    return MediaError(say(*_TABLE[reason], **values), say(*_GO_ON), reason=reason)
