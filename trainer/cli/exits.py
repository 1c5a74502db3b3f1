"""The exit codes, as the help prints them."""

from enum import IntEnum

EPILOG = """\
退出码：
  0    正常
  1    查出了问题：内容有错、记录有疑点、计划没有通过；或算不出来：资料没有写、业务没有开通
  2    用法不对，或要找的东西没有（场景、姓名、文件、套餐），或请求和资费表写得不对
  3    这里开不了：没有显示器、缺系统库、已经开着一份、内容或数据库坏了、磁盘满或只读
  130  被中断（Ctrl-C、输入结束）；做过的每一步都已保存

JSON 写到标准输出，说明的话写到标准错误。
数据放在 --home 的文件夹，不写就用环境变量 HALL_HOME，再不然放在用户的数据文件夹。"""


class Exit(IntEnum):
    """How a verb ended."""

    OK = 0
    FOUND = 1
    USAGE = 2
    CANNOT = 3
    INTERRUPTED = 130
