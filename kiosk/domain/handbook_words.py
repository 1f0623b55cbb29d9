"""What the handbook says in words of its own, in both languages."""

from kiosk.domain.text import Text

COST = Text(zh="费用", en="Cost")
HERE = Text(zh="在机器上", en="At the machine")
DONE_IN = Text(zh="承诺办结", en="Promised within")
BY_LAW = Text(zh="法定时限", en="Time the law allows")
TRIPS = Text(zh="另外要跑", en="Trips besides")
RESULT = Text(zh="结果", en="What you get")
UNCONNECTED = Text(zh="断网时", en="While the network is down")
NO_TRIP = Text(zh="不用跑", en="None")
TRIPS_COUNTED = Text(zh="{count} 趟", en="{count}")
BASIS = Text(zh="收费依据：{basis}", en="By: {basis}")
PAYEE = Text(zh="收款单位：{payee}", en="Paid to: {payee}")
PART_COSTS = Text(zh="{name}：{price}", en="{name}: {price}")
OUTCOME = Text(zh="{name}，{handed}", en="{name}, {handed}")
NOT_FOUND = Text(zh="没有查到出处，未核实", en="No source was found: unverified")

SELF = Text(zh="本人", en="yourself")
CHILD = Text(zh="孩子", en="your child")
PARENT = Text(zh="父母", en="your parent")
SPOUSE = Text(zh="配偶", en="your spouse")
FOR_WHOM = Text(zh="可以给这些人办：{who}。", en="It may be done for: {who}.")
NO_RULE = Text(zh="没有别的条件。", en="There is no other condition.")
PART = Text(zh="{name}（{department}）", en="{name} ({department})")
OF_PART = Text(zh="{part}：{says}", en="{part}: {says}")

CARD = Text(zh="身份证", en="Your identity card")
PHONE = Text(zh="登记过的手机，要收验证码", en="Your registered phone, for a code")
SOCIAL_CARD = Text(zh="社保卡或市民卡", en="Your social security or citizen card")

TO_BRING = Text(zh="要带", en="Bring it")
BROUGHT_PHOTO = Text(zh="要带来，在机器上拍照", en="Bring it: it is photographed at the machine")
PHOTO_OR_COUNTER = Text(
    zh="带来在机器上拍照，或者送到窗口", en="Bring it to be photographed here, or hand it in at the counter"
)
PROVEN = Text(zh="不用带：由数据共享核对", en="No need to bring it: data sharing proves it")
PROMISED = Text(zh="不用带：签一份承诺代替", en="No need to bring it: a promise you sign stands for it")
ELSE_PROMISED = Text(zh="；查不到时，签一份承诺代替", en="; if not found, a promise you sign stands for it")
ELSE_PHOTO = Text(zh="；也可以带来拍照", en="; or bring it to be photographed")
SOURCE = Text(zh="出具：{source}", en="Issued by: {source}")
BASIS_OF = Text(zh="依据：{basis}", en="By: {basis}")
NO_BASIS = Text(zh="依据：未核实", en="Legal basis: unverified")
REMOVED = {
    "no_basis": Text(zh="四个一律取消：没有法定依据的", en="Removed as having no legal basis"),
    "licence": Text(zh="四个一律取消：现有证照能证明的", en="Removed as a licence proves it"),
    "promise": Text(zh="四个一律取消：书面承诺能代替的", en="Removed as a written promise replaces it"),
    "sharing": Text(zh="四个一律取消：数据共享能核对的", en="Removed as data sharing checks it"),
}
"""Which of the four 一律取消 removes a material."""
ONLY_WHERE = Text(zh="“{field}”是“{options}”时才要", en="Only where “{field}” is “{options}”")
NOT_WHERE = Text(zh="“{field}”是“{options}”时不要", en="Not where “{field}” is “{options}”")

LAY_CARD = Text(zh="放上身份证，同意查询", en="Lay your card and agree to what is looked up")
TYPE_CODE = Text(
    zh="收手机验证码，或者刷脸", en="Enter the code sent to your phone, or have your face checked"
)
FILL_IN = Text(zh="回答 {count} 个问题", en="Questions asked: {count}")
FILL_UP_TO = Text(zh="回答最多 {count} 个问题", en="Questions asked, at most: {count}")
PHOTOGRAPH = Text(zh="把带来的材料放好拍照", en="Have the papers you brought photographed")
SIGN = Text(zh="看完承诺，用手指签名", en="Read the promise and sign it with a finger")
LOOK = Text(zh="看结果", en="See the result")
CHECK = Text(zh="核对一遍，交上去", en="Check your answers and hand them in")
PAY = Text(zh="用手机付款", en="Pay with your phone")
TAKE = Text(zh="取回执", en="Take the slip")

PLACE = Text(zh="窗口", en="Counter")
HOURS = Text(zh="办公时间", en="Hours")
PHONE_AT = Text(zh="电话", en="Telephone")
COMPLAINTS = Text(zh="监督投诉", en="Complaints")

CLAUSE = Text(zh="{name}{clause}", en="{name}, {clause}")
NO_CLAUSE = Text(zh="{name}（具体条款未核实）", en="{name} (clause unverified)")
UNVERIFIED = Text(
    zh="材料、费用和时间还没有与部门核对，以窗口答复为准。",
    en="Papers, costs and times are not yet checked with the department: what the counter says counts.",
)
