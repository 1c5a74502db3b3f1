"""What the user reads when there is no voice: what is missing, what still works, what to do."""

import sys

from trainer.core.errors import TrainerError

_WINDOWS = "请在“设置 → 时间和语言 → 语音”里添加中文（简体）语音，再重新打开程序。"
_DEBIAN = "Debian 上请运行：apt-get install libespeak-ng1，再重新打开程序。"
_BROKEN = ("语音引擎连续出错，已经停用", "请看看磁盘是不是满了，再重新打开程序。")
_NOTICES = {
    "package": ("没有装语音组件 pyttsx3", "要听声音，请重新运行安装命令。"),
    "engine": ("没有找到语音引擎", _DEBIAN),
    "voice": ("语音引擎里没有普通话", _DEBIAN),
    "lexicon": ("读音表读不了：{}", "请改正后重新打开程序。"),
    "cache": ("语音文件夹建不了：{}", "请检查磁盘空间和文件夹权限，再重新打开程序。"),
    "start": ("语音程序启动不了", "请重新运行安装命令。"),
    ("engine", "win32"): ("Windows 语音打不开", _WINDOWS),
    ("voice", "win32"): ("Windows 里没有中文语音", _WINDOWS),
    ("package", "darwin"): ("苹果电脑上暂时没有语音", "不用做什么。"),
}


class VoiceError(TrainerError):
    """There is no voice. `why` names the sentence; an unknown one means that the engine is broken."""

    def __init__(self, why: str, detail: str = "", platform: str = sys.platform) -> None:
        missing, cure = _NOTICES.get((why, platform)) or _NOTICES.get(why) or _BROKEN
        super().__init__(f"{missing.format(detail)}。对话照常进行，只是没有声音。{cure}")
