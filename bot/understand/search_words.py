"""Words for one and the same thing: people type the one, a lesson says the other; and small words that find nothing."""

_ALIKE = """
ກາເຟ ກາແຟ
ຝຸ່ນ ປຸຍ ຂີ້ງົວ ຂີ້ຄວາຍ fertilizer fertiliser manure compost
ທ້ອນ ອອມ ຝາກ
ຕ່ຳຫູກ ຕ່ຳແຜ່ນ ທໍຜ້າ weaving loom
ກຳໄລ profit
ຂາດທຶນ loss
ກູ້ຢືມ ຢືມເງິນ ເງິນກູ້ ໜີ້ ທະນາຄານ loan borrow credit debt bank
ດອກເບ້ຍ interest
ພະຍາດ ໄຂ້ ເຈັບ disease sickness illness sick
ໝູ pig pork hog swine
ໝາກແໜ່ງ cardamom
ສັນຍາ ເຊັນ contract agreement sign
ຜູ້ຊື້ ພໍ່ຄ້າ ແມ່ຄ້າ ຄົນຊື້ ຂາຍໃຫ້ buyer trader customer
ຕົ້ນທຶນ ລາຍຈ່າຍ ຄ່າໃຊ້ຈ່າຍ cost expense
ຄວາມສ່ຽງ ເສຍຫາຍ ແລ້ງ ນ້ຳຖ້ວມ risk danger drought flood rain lost
ແມ່ຍິງ ຜູ້ຍິງ ສະຕີ woman wife gender
ນະວັດຕະກຳ ສິ່ງໃໝ່ innovation
ຫ້ອງການກະສິກຳ ກະສິກຳເມືອງ dafo extension
ບັນຊີ account bookkeeping
ລະບຽບ ກົດລະບຽບ ປັບໄໝ rule regulation bylaw fine penalty
ຍ້ອມສີ ຍ້ອມຜ້າ dye colour color
ຈຸດປະສົງ ເປົ້າໝາຍ objective aim
ຜູ້ຊ່ຽວຊານ ກຳມະການ expert judge evaluator
ຄະແນນ score point mark
ຫົວໜ້າ ປະທານ leader chairman
ເລຂາ secretary
ຜູ້ຖືເງິນ ເກັບເງິນ ຄັງເງິນ treasurer cashier
ເຂັ້ມແຂງ ໝັ້ນຄົງ strong
ວັກຊີນ ສັກຢາ ສີດຢາ vaccine injection
ຕໍ່ລອງ ຕໍ່ລາຄາ negotiate bargain
ຫຍ້າ weed
ສານເຄມີ ຢາຂ້າຫຍ້າ ຢາຂ້າແມງໄມ້ ຢາພິດ chemical herbicide pesticide
ໂປ່ງໃສ ໂກງ ຂີ້ໂກງ ສໍ້ໂກງ cheat corruption
ສາມັກຄີ ອ້າຍນ້ອງ ພີ່ນ້ອງ ຜິດກັນ unity relatives
"""

ALIKE = tuple(tuple(line.split()) for line in _ALIKE.split("\n") if line)
"""Lines of words that mean the same."""

_SMALL = """
a an the of to in on at for from with by and or is are be do does did how what which who when where why we our us
i my me you your it its this that these those can could should will would there have has not no any some about want
if so too much many more most very just only best good better need us them then please help tell
ແນວ ໃດ ຫຍັງ ບໍ ບໍ່ ແດ່ ແມ່ນ ຢາກ ໄດ້ ທີ່ ຂອງ ແລະ ຫຼື ໃຫ້ ມີ ຈະ ຢູ່ ວ່າ ນີ້ ນັ້ນ ໃນ ຈັກ ເຮັດ ຮູ້ ພວກ ເຮົາ ຂ້ອຍ ເປັນ
ການ ຄວາມ ຜູ້ ຄົນ ໃຜ ແຕ່ ກໍ ຕ້ອງ ຄວນ ເມື່ອ ແລ້ວ
"""

SMALL = frozenset(_SMALL.split())
"""Words and syllables that nearly every question has."""

POLITE = (
    *("ສະບາຍດີ", "ສະບາຍບໍ", "ຂອບໃຈຫຼາຍໆ", "ຂອບໃຈຫຼາຍ", "ຂອບໃຈ", "ຂໍໂທດ", "ໂຊກດີ", "ລາກ່ອນ", "ດີຫຼາຍ", "ໂອເຄ"),
    *(
        "thank you very much",
        "thank you",
        "thanks",
        "hello",
        "sorry",
        "good morning",
        "good evening",
        "goodbye",
        "okay",
    ),
)
"""What people say beside a question, the longer ones first: nobody looks for it."""
