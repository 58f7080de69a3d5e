"""Medicines that the app names to nobody: those that the documents tell people to take, and their like.

As they are written in English, Indonesian and Chinese; a translator may write one that the English does not.
"""

NAMES = """
aspirin paracetamol acetaminophen ibuprofen meloxicam mecobalamin betamethasone hydrocortisone dexamethasone
piroxicam nabumetone celecoxib gabapentin dopamine pramipexole verapamil diltiazem baclofen diclofenac naproxen
parasetamol asetaminofen meloksikam mekobalamin metilkobalamin betametason hidrokortison deksametason
piroksikam nabumeton selekoksib dopamin pramipeksol baklofen diklofenak naproksen asetosal mefenam
阿司匹林 乙酰水杨酸 对乙酰氨基酚 扑热息痛 布洛芬 美洛昔康 甲钴胺 倍他米松 氢化可的松 地塞米松 吡罗昔康 炎痛喜康
萘丁美酮 塞来昔布 西乐葆 加巴喷丁 多巴胺 普拉克索 维拉帕米 地尔硫 巴氯芬 双氯芬酸 萘普生
"""


def named(text: str) -> list[str]:
    """The medicines that a text names."""
    small = text.lower()
    return [name for name in NAMES.split() if name in small]
