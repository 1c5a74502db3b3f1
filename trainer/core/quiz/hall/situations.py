"""Where each standard phrase belongs: situations told as staff tell them, and what it is mixed up with.

The situations are dressing; which phrase fits follows from its post and step. Two phrases that may both
be said in a situation are never put against each other (`FITS_TOO`): the material leaves some open.
"""

from collections.abc import Mapping
from functools import lru_cache

SITUATIONS: Mapping[str, tuple[str, ...]] = {
    "P01": ("客户走到你的台席前，你起身微笑迎候。", "轮到下一位客户，你在台席起身相迎。"),
    "P02": ("客户已在台席坐下，还没说要办什么。", "台席前的客户坐好了，你还不知道他办哪项业务。"),
    "P03": ("你在台席给一位客户办业务，第二位客户走到台前。", "台席正办着业务，又来一位客户，要先安顿他。"),
    "P04": ("台席录入资料，要同客户核对办的是哪项业务。", "客户在台席说完要办的业务，你复述一遍来核对。"),
    "P05": ("客户在台席递来现金，你双手接过点清。", "台席收款，客户的现金已经点好。"),
    "P06": ("台席收完费，要把零钱和发票递给客户。", "台席打好发票，客户等着找零。"),
    "P07": ("台席收完银，你把新业务的资料递给客户。", "钱已入箱，台席向客户推荐一项新业务。"),
    "P08": ("资料和凭证装进封套，台席把封套递给客户。", "台席把装好的资料凭证交到客户手里。"),
    "P09": ("台席的业务办完，你起身微笑送客。", "客户在台席办妥了，起身要走。"),
    "P10": ("一位客户走进营业厅，导购微笑上前迎候。", "客户刚进门，东张西望，导购迎上去。"),
    "P11": ("导购把客户领到等候处，前面还有人，要请他等。", "等候处人多，导购请刚领来的客户等一会儿。"),
    "P12": ("客户在厅里想自己看看，导购请他随意看。", "客户说先自己看看，导购让他有需要再开口。"),
    "P13": ("客户在等候处等着，导购递上新业务的资料。", "导购在等候处向客户推荐一项新业务。"),
    "P14": ("客户办完事往门外走，导购微笑送客。", "客户走到门口，导购送他出门。"),
    "P15": ("来投诉的客户刚坐下，接待的人端上茶水。", "投诉的客户坐定，接待的人先奉茶。"),
    "P16": ("客户投诉时又急又气，你请他把话讲完。", "投诉的客户怕你没时间听，讲得很急。"),
    "P17": ("客户投诉完了，你先复述问题，看有没有听错。", "投诉听完，还没解释，先同客户核实他说的问题。"),
    "P18": ("客户投诉的问题解释完了，要看他听明白没有。", "你向投诉的客户讲完算法，想知道他懂了没有。"),
    "P19": ("客户投诉的费用当场查不清，要查明再答复。", "投诉的问题你答不上来，要查实以后回复客户。"),
    "P20": ("投诉处理好了，客户体谅我们，接待的人送客。", "客户对投诉的答复表示理解，起身告辞。"),
    "P21": ("客户来办开户，身份证没有带。", "客户没带证件就要开户，你解释原因，请他再来。"),
}

PURPOSES: Mapping[str, tuple[str, ...]] = {
    "迎客": ("P01", "P10"),
    "请客户等一等": ("P03", "P11"),
    "复述核对": ("P04", "P17"),
    "推荐新业务": ("P07", "P13"),
    "送客": ("P09", "P14", "P20"),
}
"""Phrases that are said for the same purpose, each at another post."""

NEAR: Mapping[str, tuple[str, ...]] = {
    "P02": ("P10",),
    "P05": ("P04",),
    "P08": ("P06", "P20"),
    "P12": ("P02", "P08"),
    "P16": ("P03", "P11"),
    "P18": ("P04", "P12"),
    "P19": ("P11", "P21"),
    "P21": ("P19", "P08", "P12", "P13"),
}
"""Phrases of other purposes that sound alike, or that are said in a like situation."""

FITS_TOO: Mapping[str, frozenset[str]] = {
    "P01": frozenset({"P02"}),
    "P02": frozenset({"P01"}),
    "P07": frozenset({"P13"}),
    "P10": frozenset({"P12"}),
    "P11": frozenset({"P12", "P15"}),
    "P12": frozenset({"P10", "P11", "P13", "P07"}),
    "P13": frozenset({"P07", "P12", "P15"}),
    "P15": frozenset({"P16"}),
    "P16": frozenset({"P15"}),
    "P18": frozenset({"P19"}),
    "P19": frozenset({"P20", "P18"}),
}
"""Phrases that would not be wrong in the situations of another one."""

STEP_TOO: Mapping[str, frozenset[str]] = {
    "P02": frozenset({"S2"}),
    "P11": frozenset({"G2", "G5"}),
    "P12": frozenset({"G2", "G4"}),
}
"""Steps that a phrase may belong to besides its own: the print does not settle it."""

MOST_CONFUSED = 4

_APART = frozenset({"P21"})
"""Of no row: said only where papers are missing, and far longer than the rest."""


@lru_cache(maxsize=128)
def mixed_up(id: str, lane: tuple[str, ...]) -> tuple[str, ...]:
    """Return what a phrase is mixed up with: like ones of other posts, then its neighbours."""
    like = [other for same in PURPOSES.values() if id in same for other in same]
    at = lane.index(id) if id in lane else 0
    near = sorted(
        (other for other in lane if other not in _APART), key=lambda other: abs(lane.index(other) - at)
    )
    barred = {id, *FITS_TOO.get(id, ())}
    found = dict.fromkeys(other for other in (*like, *NEAR.get(id, ()), *near) if other not in barred)
    return tuple(found)[:MOST_CONFUSED]
