<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="zh_CN">
<context>
    <name>ActionBar</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>请稍等，正在办理。</source>
        <translation>One moment, please: this is being done.</translation>
    </message>
</context>
<context>
    <name>AddressAnswer</name>
    <message>
        <source>请先选省份。</source>
        <translation>Please choose the province first.</translation>
    </message>
    <message>
        <source>再选街道或镇。不在这个地区，就点上面的地名重选。</source>
        <translation>Now the subdistrict or town. If it is in another district, touch a name above.</translation>
    </message>
    <message>
        <source>接着往下选。</source>
        <translation>Please choose the next part.</translation>
    </message>
    <message>
        <source>地址</source>
        <translation>Address</translation>
    </message>
    <message>
        <source>路名和门牌号</source>
        <translation>Road and number</translation>
    </message>
    <message>
        <source>从省份写到门牌号</source>
        <translation>From the province to the house number</translation>
    </message>
    <message>
        <source>路名、门牌号、几幢几室</source>
        <translation>Road, number, building, room</translation>
    </message>
</context>
<context>
    <name>AnswerCard</name>
    <message>
        <source>去办：%1</source>
        <translation>Do it: %1</translation>
    </message>
</context>
<context>
    <name>AskPage</name>
    <message>
        <source>您想问什么？</source>
        <translation>What would you like to know?</translation>
    </message>
    <message>
        <source>说说您的问题，比如“换身份证要带什么”。</source>
        <translation>Put it in your own words, such as &apos;what to bring to renew an identity card&apos;.</translation>
    </message>
    <message>
        <source>找到 %1 条。</source>
        <translation>%1 found.</translation>
    </message>
    <message>
        <source>都不是，转 12345</source>
        <translation>None of these: ask 12345</translation>
    </message>
    <message>
        <source>输入您的问题</source>
        <translation>Type your question</translation>
    </message>
    <message>
        <source>提问</source>
        <translation>Ask</translation>
    </message>
    <message>
        <source>正在准备答案</source>
        <translation>Preparing the answers</translation>
    </message>
    <message>
        <source>大家常问的</source>
        <translation>Often asked</translation>
    </message>
    <message>
        <source>没有现成的答案。换个说法试试，或转给 12345，有人回您电话。</source>
        <translation>There is no ready answer. Put it differently, or pass it on to 12345: someone will ring you back.</translation>
    </message>
</context>
<context>
    <name>AskedLibraries</name>
    <message>
        <source>同意以后，会替您查</source>
        <translation>Once you agree, we look this up for you</translation>
    </message>
    <message>
        <source>%1：%2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>AttractPage</name>
    <message>
        <source>开始办事</source>
        <translation>Begin</translation>
    </message>
    <message>
        <source>放上身份证，
自己就能办</source>
        <translation>Lay down your card,
do it yourself</translation>
    </message>
    <message>
        <source>这里现在能办 %1 件事，不用排队，不用带复印件。</source>
        <translation>%1 matters can be done here now: no queue, no photocopies.</translation>
    </message>
    <message>
        <source>网络现在不通：标着“不可用”的事暂时办不了，其他照常收件。</source>
        <translation>There is no network now: matters marked &apos;Not available&apos; must wait; the others are taken in as usual.</translation>
    </message>
    <message>
        <source>回到普通版</source>
        <translation>Standard mode</translation>
    </message>
    <message>
        <source>长辈版，字更大</source>
        <translation>Easy mode, larger text</translation>
    </message>
    <message>
        <source>按钮放回原处</source>
        <translation>Move buttons back up</translation>
    </message>
    <message>
        <source>坐轮椅？把按钮放低</source>
        <translation>In a wheelchair? Lower the buttons</translation>
    </message>
    <message>
        <source>这里能办的，比如</source>
        <translation>Some of what you can do here</translation>
    </message>
    <message>
        <source>点这里开始</source>
        <translation>Touch here to begin</translation>
    </message>
</context>
<context>
    <name>BatteryStrip</name>
    <message>
        <source>电池快用完了：办完手上这一步，机器就关机。</source>
        <translation>The battery is nearly empty: after this step the machine switches off.</translation>
    </message>
    <message>
        <source>停电了，备用电池大约还能用 %1 分钟，请在这之前办完。</source>
        <translation>The power is out. The battery lasts for about %1 minutes; please finish by then.</translation>
    </message>
    <message>
        <source>停电了，机器在用备用电池，请尽快办完。</source>
        <translation>The power is out and the machine is running on its battery. Please finish soon.</translation>
    </message>
    <message>
        <source>电池快用完了</source>
        <translation>Battery nearly empty</translation>
    </message>
    <message>
        <source>停电，约剩 %1 分钟</source>
        <translation>Power out: about %1 min left</translation>
    </message>
    <message>
        <source>停电，请尽快办完</source>
        <translation>Power out: please finish soon</translation>
    </message>
</context>
<context>
    <name>CannotFinishPage</name>
    <message>
        <source>请到窗口接着办</source>
        <translation>Please continue at the counter</translation>
    </message>
    <message>
        <source>结束</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>办别的事</source>
        <translation>Other matters</translation>
    </message>
    <message>
        <source>请带上</source>
        <translation>Please bring</translation>
    </message>
    <message>
        <source>请取走单子</source>
        <translation>Please take the slip</translation>
    </message>
    <message>
        <source>到窗口出示它，不用从头再讲。</source>
        <translation>Show it there, and you need not explain everything again.</translation>
    </message>
</context>
<context>
    <name>CardDrawing</name>
    <message>
        <source>把身份证平放在读卡区</source>
        <translation>Lay the identity card flat on the reader</translation>
    </message>
    <message>
        <source>读卡区</source>
        <translation>Card reader</translation>
    </message>
</context>
<context>
    <name>CardLeftPage</name>
    <message>
        <source>请取走您的卡</source>
        <translation>Please take your card</translation>
    </message>
    <message>
        <source>卡还在卡口里。取走以后，下一位就可以开始。</source>
        <translation>Your card is still in the slot. The next person can begin once you have taken it.</translation>
    </message>
    <message>
        <source>不是您的卡？请不要拿走，打这个电话或告诉旁边的工作人员。</source>
        <translation>Not your card? Please leave it there, and call this number or tell the staff.</translation>
    </message>
</context>
<context>
    <name>CaseCard</name>
    <message>
        <source>%1 交 · 收件编号 %2</source>
        <translation>Handed in %1 · No. %2</translation>
    </message>
    <message>
        <source>在这里拍照补交</source>
        <translation>Photograph it here</translation>
    </message>
    <message>
        <source>%1：%2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>CasesPage</name>
    <message>
        <source>现在看不到您的办件</source>
        <translation>Your cases can&apos;t be shown now</translation>
    </message>
    <message>
        <source>正在查您的办件</source>
        <translation>Looking up your cases</translation>
    </message>
    <message>
        <source>您最近没有办件</source>
        <translation>You have no recent cases</translation>
    </message>
    <message>
        <source>您的办件</source>
        <translation>Your cases</translation>
    </message>
    <message>
        <source>不用等，也可以先办别的事。</source>
        <translation>No need to wait: you can do something else first.</translation>
    </message>
    <message>
        <source>90 天内没有在任何一台机器上交过件。</source>
        <translation>You have handed nothing in at any machine in the last 90 days.</translation>
    </message>
    <message>
        <source>有 %1 件要补材料，请看清楚要补什么、送到哪里。</source>
        <translation>Cases that need more papers: %1. See what is needed and where to bring it.</translation>
    </message>
    <message>
        <source>还没办完的，和 90 天内办完的。</source>
        <translation>Those still open, and those finished in the last 90 days.</translation>
    </message>
    <message>
        <source>现在连不上中心。下面是您在这台机器上交的；在别处交的现在看不到。</source>
        <translation>The centre can&apos;t be reached now. Below is what you handed in at this machine; what you handed in elsewhere can&apos;t be shown.</translation>
    </message>
    <message>
        <source>办别的事</source>
        <translation>Other matters</translation>
    </message>
    <message>
        <source>再查一次</source>
        <translation>Check again</translation>
    </message>
    <message>
        <source>打印补材料单</source>
        <translation>Print a note</translation>
    </message>
    <message>
        <source>手里有回执？把上面的码对准扫码口，就能看到那一件到了哪一步。</source>
        <translation>Have a slip? Hold its code up to the scanner to see how that case stands.</translation>
    </message>
</context>
<context>
    <name>CharacterPad</name>
    <message>
        <source>删一位</source>
        <translation>Delete</translation>
    </message>
</context>
<context>
    <name>ChargingCard</name>
    <message>
        <source>正在向钱包取消这笔付款。
最多要半分钟，请不要走开。</source>
        <translation>Asking the wallet to cancel this payment.
This takes half a minute at most; please stay here.</translation>
    </message>
    <message>
        <source>已经读到您的付款码，正在收款。
手机上要您输密码时，请在手机上输入。</source>
        <translation>Your payment code was read and is being charged.
If your phone asks for a password, type it there.</translation>
    </message>
</context>
<context>
    <name>CheckRow</name>
    <message>
        <source>修改%1</source>
        <translation>Change: %1</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
</context>
<context>
    <name>CodePage</name>
    <message>
        <source>请输入手机收到的验证码</source>
        <translation>Type the code sent to your phone</translation>
    </message>
    <message>
        <source>已发到您登记的手机 %1，%2内有效。</source>
        <translation>It went to your registered phone %1 and is valid for %2.</translation>
    </message>
    <message>
        <source>核对</source>
        <translation>Check</translation>
    </message>
    <message>
        <source>验证码是 %1 位数字，还没有输完。</source>
        <translation>The code has %1 digits; some are still missing.</translation>
    </message>
    <message>
        <source>重新发送</source>
        <translation>Send again</translation>
    </message>
    <message>
        <source>已输入 %1 位，共 %2 位</source>
        <translation>%1 of %2 digits entered</translation>
    </message>
</context>
<context>
    <name>ConsentPage</name>
    <message>
        <source>%1，您好</source>
        <translation>Hello, %1</translation>
    </message>
    <message>
        <source>往下办之前，请看看我们会查什么。</source>
        <translation>Before you go on, please see what we look up.</translation>
    </message>
    <message>
        <source>名字里有个字这台机器显示不了，写成〓；交上去的还是原来的字。</source>
        <translation>This machine can&apos;t show one character of your name and writes 〓 instead; what you hand in has the right one.</translation>
    </message>
    <message>
        <source>同意，往下办</source>
        <translation>I agree</translation>
    </message>
    <message>
        <source>不同意</source>
        <translation>I don&apos;t agree</translation>
    </message>
    <message>
        <source>查什么</source>
        <translation>What</translation>
    </message>
    <message>
        <source>证件上的姓名和号码，以及您选的那件事用得着的记录。别的不查。</source>
        <translation>The name and number on your card, and the records that the matter you choose needs. Nothing else.</translation>
    </message>
    <message>
        <source>向谁查</source>
        <translation>From whom</translation>
    </message>
    <message>
        <source>管这些记录的部门，比如社保、公积金、公安。查了哪家，屏幕上会写明。</source>
        <translation>The departments that keep them, such as social security, the housing fund or the police. The screen names each one.</translation>
    </message>
    <message>
        <source>为什么查</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>已经有的记录不用您再填、再带证明。</source>
        <translation>So that you need not type or bring what is already on record.</translation>
    </message>
    <message>
        <source>留多久</source>
        <translation>How long</translation>
    </message>
    <message>
        <source>办完就从这台机器上清掉。您提交的内容加密送到中心，只给办事的部门看。</source>
        <translation>It is wiped from this machine when you finish. What you hand in goes encrypted to the centre, and only the department in charge can read it.</translation>
    </message>
</context>
<context>
    <name>CountdownRing</name>
    <message>
        <source>还剩 %1 秒</source>
        <translation>%1 seconds left</translation>
    </message>
</context>
<context>
    <name>CounterCard</name>
    <message>
        <source>可以到这里办</source>
        <translation>A person can help you here</translation>
    </message>
    <message>
        <source>想问清楚，可以到这里</source>
        <translation>A person can help you here</translation>
    </message>
</context>
<context>
    <name>Crumbs</name>
    <message>
        <source>重选%1</source>
        <translation>Choose %1 again</translation>
    </message>
</context>
<context>
    <name>DateWheel</name>
    <message>
        <source>+10年</source>
        <translation>+10 y</translation>
    </message>
    <message>
        <source>+1年</source>
        <translation>+1 y</translation>
    </message>
    <message>
        <source>−10年</source>
        <translation>−10 y</translation>
    </message>
    <message>
        <source>−1年</source>
        <translation>−1 y</translation>
    </message>
    <message>
        <source>%1 年</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>加一年</source>
        <translation>Next year</translation>
    </message>
    <message>
        <source>减一年</source>
        <translation>Back a year</translation>
    </message>
    <message>
        <source>加十年</source>
        <translation>Ten years later</translation>
    </message>
    <message>
        <source>减十年</source>
        <translation>Ten years earlier</translation>
    </message>
    <message>
        <source>加一月</source>
        <translation>Next month</translation>
    </message>
    <message>
        <source>减一月</source>
        <translation>Back a month</translation>
    </message>
    <message>
        <source>%1 日</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>加一日</source>
        <translation>Next day</translation>
    </message>
    <message>
        <source>减一日</source>
        <translation>Back a day</translation>
    </message>
</context>
<context>
    <name>DigitsAnswer</name>
    <message>
        <source>从 %1 到 %2</source>
        <translation>From %1 to %2</translation>
    </message>
    <message>
        <source>最少 %1</source>
        <translation>At least %1</translation>
    </message>
    <message>
        <source>最多 %1</source>
        <translation>At most %1</translation>
    </message>
</context>
<context>
    <name>DisplayPanel</name>
    <message>
        <source>字和颜色</source>
        <translation>Display</translation>
    </message>
    <message>
        <source>字的大小</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>普通字</source>
        <translation>Normal text</translation>
    </message>
    <message>
        <source>大字</source>
        <translation>Large text</translation>
    </message>
    <message>
        <source>更大的字</source>
        <translation>Larger text</translation>
    </message>
    <message>
        <source>最大的字</source>
        <translation>Largest text</translation>
    </message>
    <message>
        <source>字</source>
        <translation>A</translation>
    </message>
    <message>
        <source>颜色</source>
        <translation>Colours</translation>
    </message>
    <message>
        <source>普通</source>
        <translation>Normal</translation>
    </message>
    <message>
        <source>白底黑字</source>
        <translation>Black on white</translation>
    </message>
    <message>
        <source>黑底白字</source>
        <translation>White on black</translation>
    </message>
    <message>
        <source>柔和</source>
        <translation>Soft</translation>
    </message>
    <message>
        <source>画面不动</source>
        <translation>No motion</translation>
    </message>
    <message>
        <source>按钮放低</source>
        <translation>Lower buttons</translation>
    </message>
    <message>
        <source>这块屏幕是横的，只有 %1 厘米高，坐着也够得着，不用放低。</source>
        <translation>This screen is wide and only %1 cm high: you can reach all of it sitting down.</translation>
    </message>
    <message>
        <source>好了</source>
        <translation>Done</translation>
    </message>
</context>
<context>
    <name>DocumentCard</name>
    <message>
        <source>证明的样子</source>
        <translation>Picture of the certificate</translation>
    </message>
    <message>
        <source>样张·未盖章</source>
        <translation>Sample · no seal</translation>
    </message>
    <message>
        <source>证明做好了，用手机扫码取走。</source>
        <translation>Your certificate is ready. Scan the code to get it on your phone.</translation>
    </message>
    <message>
        <source>扫码取证明</source>
        <translation>Scan to get it</translation>
    </message>
</context>
<context>
    <name>EndingCounter</name>
    <message>
        <source>看地图，还能去哪里</source>
        <translation>Other places on the map</translation>
    </message>
</context>
<context>
    <name>FaceConsentPage</name>
    <message>
        <source>用刷脸代替验证码？</source>
        <translation>Use your face instead of a code?</translation>
    </message>
    <message>
        <source>这件事要再核对一次是不是您本人。刷脸只是一种办法，不刷也一样能办。</source>
        <translation>This matter needs one more check that it is you. Your face is only one way; you can do without it just as well.</translation>
    </message>
    <message>
        <source>同意，刷脸</source>
        <translation>Use my face</translation>
    </message>
    <message>
        <source>用验证码</source>
        <translation>Use a code</translation>
    </message>
    <message>
        <source>比什么</source>
        <translation>What is compared</translation>
    </message>
    <message>
        <source>镜头里的您，和人口库里您的证件照，只比这一次。</source>
        <translation>Your face before the camera and your photo in the population register, this once only.</translation>
    </message>
    <message>
        <source>留不留</source>
        <translation>What is kept</translation>
    </message>
    <message>
        <source>只在这台机器里比，比完就清掉。人脸不保存、不上传，办件里只记“刷脸核对过”。</source>
        <translation>It is compared inside this machine and wiped at once. Your face is not stored or sent; the case only notes that it was checked.</translation>
    </message>
    <message>
        <source>会请您转一下头</source>
        <translation>You will be asked to turn your head</translation>
    </message>
    <message>
        <source>这能挡住照片，挡不住录像，作用有限。</source>
        <translation>That stops a photo but not a video, so it is only a weak check.</translation>
    </message>
    <message>
        <source>都不用，到窗口办</source>
        <translation>Neither: go to the counter</translation>
    </message>
</context>
<context>
    <name>FacePage</name>
    <message>
        <source>这次没有成功</source>
        <translation>It did not work this time</translation>
    </message>
    <message>
        <source>请慢慢把头转向左边</source>
        <translation>Please turn your head slowly to the left</translation>
    </message>
    <message>
        <source>请慢慢把头转向右边</source>
        <translation>Please turn your head slowly to the right</translation>
    </message>
    <message>
        <source>好，请再看着镜头</source>
        <translation>Good. Please look at the camera again</translation>
    </message>
    <message>
        <source>请看着镜头，把脸放在圈里</source>
        <translation>Please look at the camera, with your face in the oval</translation>
    </message>
    <message>
        <source>刷脸现在用不了</source>
        <translation>The face check can&apos;t be used now</translation>
    </message>
    <message>
        <source>只在这台机器里比，比完就清掉，不保存、不上传。</source>
        <translation>Compared inside this machine and wiped at once: not stored, not sent.</translation>
    </message>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>用验证码</source>
        <translation>Use a code</translation>
    </message>
    <message>
        <source>还可以再试 %1 次</source>
        <translation>Tries left: %1</translation>
    </message>
    <message>
        <source>请换一种办法</source>
        <translation>Please use another way</translation>
    </message>
    <message>
        <source>手机验证码或窗口都行，已经填的不会丢。</source>
        <translation>A code on your phone or the counter will do. Nothing you entered is lost.</translation>
    </message>
    <message>
        <source>到窗口办</source>
        <translation>Go to the counter</translation>
    </message>
</context>
<context>
    <name>FaqList</name>
    <message>
        <source>别人还问过</source>
        <translation>Others also asked</translation>
    </message>
</context>
<context>
    <name>FieldCard</name>
    <message>
        <source>取自：%1</source>
        <translation>From: %1</translation>
    </message>
    <message>
        <source>您填的是</source>
        <translation>You entered</translation>
    </message>
    <message>
        <source>不对，我来改</source>
        <translation>Not right? Change it</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>第 %1 题，共 %2 题</source>
        <translation>Question %1 of %2</translation>
    </message>
    <message>
        <source>第 %1 题</source>
        <translation>Question %1</translation>
    </message>
    <message>
        <source>可以不填，点“继续”跳过</source>
        <translation>Optional: touch Continue to skip</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>我同意</source>
        <translation>I agree</translation>
    </message>
    <message>
        <source>正在查，请稍等。</source>
        <translation>Looking it up: one moment, please.</translation>
    </message>
    <message>
        <source>按地区选</source>
        <translation>Choose by area</translation>
    </message>
    <message>
        <source>全部自己打字</source>
        <translation>Type the address</translation>
    </message>
</context>
<context>
    <name>GoOnPage</name>
    <message>
        <source>删掉以后找不回来，要删吗？</source>
        <translation>Once deleted, it can&apos;t be recovered. Delete it?</translation>
    </message>
    <message>
        <source>您有 %1 件没办完，接着办哪件？</source>
        <translation>Which of the %1 do you want to continue?</translation>
    </message>
    <message>
        <source>上次没办完的，接着办吗？</source>
        <translation>Continue with what you saved?</translation>
    </message>
    <message>
        <source>上次没办完的，现在办不了</source>
        <translation>What you saved can&apos;t be continued now</translation>
    </message>
    <message>
        <source>您存在中心的，只有这张卡打得开。</source>
        <translation>It is saved at the centre, and only this card opens it.</translation>
    </message>
    <message>
        <source>删掉</source>
        <translation>Delete it</translation>
    </message>
    <message>
        <source>办别的事</source>
        <translation>Other matters</translation>
    </message>
    <message>
        <source>接着办</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>正在等中心答复，请稍等。</source>
        <translation>Waiting for the centre: one moment, please.</translation>
    </message>
    <message>
        <source>不删</source>
        <translation>Don&apos;t delete</translation>
    </message>
</context>
<context>
    <name>GuideFacts</name>
    <message>
        <source>办成后</source>
        <translation>You get</translation>
    </message>
    <message>
        <source>费用</source>
        <translation>Cost</translation>
    </message>
    <message>
        <source>还要跑几趟</source>
        <translation>Trips elsewhere</translation>
    </message>
    <message>
        <source>在这里办</source>
        <translation>Time here</translation>
    </message>
    <message>
        <source>多久办好</source>
        <translation>Done in</translation>
    </message>
</context>
<context>
    <name>GuidePage</name>
    <message>
        <source>这件事还要带材料</source>
        <translation>More papers are needed</translation>
    </message>
    <message>
        <source>开始办理</source>
        <translation>Begin</translation>
    </message>
    <message>
        <source>同意，开始办理</source>
        <translation>Agree and begin</translation>
    </message>
    <message>
        <source>继续办理</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>不同意查</source>
        <translation>I don&apos;t agree</translation>
    </message>
    <message>
        <source>去窗口办</source>
        <translation>Go to the counter</translation>
    </message>
    <message>
        <source>这里只能先办一部分。%1</source>
        <translation>Only part of it can be done here. %1</translation>
    </message>
    <message>
        <source>同意，替家人办</source>
        <translation>Agree, for a relative</translation>
    </message>
    <message>
        <source>替家人办</source>
        <translation>For a relative</translation>
    </message>
    <message>
        <source>要带的</source>
        <translation>What to bring</translation>
    </message>
    <message>
        <source>不用带的</source>
        <translation>No need to bring</translation>
    </message>
    <message>
        <source>身份证复印件</source>
        <translation>A photocopy of your card</translation>
    </message>
    <message>
        <source>刷过卡就够了</source>
        <translation>Reading your card is enough</translation>
    </message>
    <message>
        <source>已经知道、不用填的</source>
        <translation>No need to type</translation>
    </message>
    <message>
        <source>查到就不用填的</source>
        <translation>No need to type, once found</translation>
    </message>
</context>
<context>
    <name>HandwritingPad</name>
    <message>
        <source>写好后，在这里点您要的字</source>
        <translation>Then touch the character you want here</translation>
    </message>
    <message>
        <source>手写现在用不了，请按“键盘”打拼音。</source>
        <translation>Handwriting can&apos;t be used now. Please touch &apos;Keys&apos; and type pinyin.</translation>
    </message>
    <message>
        <source>撤一笔</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>删字</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>重写</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>键盘</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Hide</translation>
    </message>
</context>
<context>
    <name>HelpQuestion</name>
    <message>
        <source>电话 %1，机器编号 %2。</source>
        <translation>Telephone %1; this is machine %2.</translation>
    </message>
    <message>
        <source>管理员 %1 回应了</source>
        <translation>Answered at %1</translation>
    </message>
    <message>
        <source>%1 已经叫人了</source>
        <translation>Called at %1</translation>
    </message>
    <message>
        <source>正在叫人</source>
        <translation>Calling someone</translation>
    </message>
    <message>
        <source>没能叫到人</source>
        <translation>No one could be reached</translation>
    </message>
    <message>
        <source>需要人帮忙？</source>
        <translation>Do you need help?</translation>
    </message>
    <message>
        <source>已经接通</source>
        <translation>You are connected</translation>
    </message>
    <message>
        <source>正在接通管理员</source>
        <translation>Calling the administrator</translation>
    </message>
    <message>
        <source>会来帮您，请在机器旁边等一等。</source>
        <translation>Someone is coming to help. Please wait at the machine.</translation>
    </message>
    <message>
        <source>这里的管理员会看到，请在机器旁边等一等。着急就打电话。</source>
        <translation>The administrator here will see it. Please wait at the machine; if it is urgent, telephone.</translation>
    </message>
    <message>
        <source>现在联系不上管理员。请打电话，或找旁边服务台的工作人员。</source>
        <translation>The administrator cannot be reached now. Please telephone, or ask at the desk nearby.</translation>
    </message>
    <message>
        <source>点“叫人来”，这里的管理员会知道是哪台机器、哪一页，不会知道您是谁。也可以打电话。</source>
        <translation>Touch &apos;Get help&apos;: the administrator is told which machine and page, not who you are. You can also telephone.</translation>
    </message>
    <message>
        <source>请对着机器说话。也可以一边说，一边接着办。</source>
        <translation>Please speak to the machine. You can carry on with your matter while you talk.</translation>
    </message>
    <message>
        <source>请等一等，听到声音就对着机器说话。</source>
        <translation>Please wait. When you hear a voice, speak to the machine.</translation>
    </message>
    <message>
        <source>叫人来</source>
        <translation>Get help</translation>
    </message>
    <message>
        <source>再叫一次</source>
        <translation>Call again</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>接着办</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>不用了</source>
        <translation>No, thanks</translation>
    </message>
    <message>
        <source>挂断</source>
        <translation>Hang up</translation>
    </message>
</context>
<context>
    <name>IdentifyPage</name>
    <message>
        <source>请把身份证平放在读卡区</source>
        <translation>Lay your identity card flat on the reader</translation>
    </message>
    <message>
        <source>读到以后会自动往下走，卡可以先收好。</source>
        <translation>It goes on by itself once the card is read; you can then take it back.</translation>
    </message>
    <message>
        <source>读卡器在等您的卡</source>
        <translation>The reader is waiting for your card</translation>
    </message>
    <message>
        <source>没带身份证？也可以把社会保障卡芯片朝上插进下面的卡口。</source>
        <translation>No identity card? Insert your social security card below, chip up.</translation>
    </message>
    <message>
        <source>也可以把手机上的电子身份码对准扫码口；只想查进度，就扫回执上的码。</source>
        <translation>Or hold the e-ID code on your phone up to the scanner; to see how a case stands, the code on its slip.</translation>
    </message>
</context>
<context>
    <name>InterruptedPage</name>
    <message>
        <source>刚才在这里办的事没有丢</source>
        <translation>What was just done here is not lost</translation>
    </message>
    <message>
        <source>单子补打好了。</source>
        <translation>The slip has been printed again.</translation>
    </message>
    <message>
        <source>%1 机器停了一下，您的单子没有打出来。</source>
        <translation>The machine stopped at %1 and your slip was not printed.</translation>
    </message>
    <message>
        <source>%1 机器停了一下，您的单子可能没有打出来。</source>
        <translation>The machine stopped at %1; your slip may not have been printed.</translation>
    </message>
    <message>
        <source>好了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>补打一张</source>
        <translation>Print it again</translation>
    </message>
    <message>
        <source>正在打印，请稍等。</source>
        <translation>Printing: one moment, please.</translation>
    </message>
    <message>
        <source>不用了</source>
        <translation>No, thanks</translation>
    </message>
    <message>
        <source>记下或拍下编号也可以，用手机扫码能查进度。</source>
        <translation>You can also write the number down or photograph it. Scan the code with your phone to follow it.</translation>
    </message>
    <message>
        <source>不是您的？放上您自己的卡就可以开始。</source>
        <translation>Not yours? Lay your own card down to begin.</translation>
    </message>
</context>
<context>
    <name>KeepPage</name>
    <message>
        <source>把填好的先存起来？</source>
        <translation>Save what you filled in?</translation>
    </message>
    <message>
        <source>存起来</source>
        <translation>Save it</translation>
    </message>
    <message>
        <source>正在存，请稍等。</source>
        <translation>Saving: one moment, please.</translation>
    </message>
    <message>
        <source>不存，接着办</source>
        <translation>Don&apos;t save, continue</translation>
    </message>
    <message>
        <source>存什么</source>
        <translation>What is saved</translation>
    </message>
    <message>
        <source>您自己填的 %1 项。照片、签名和付款不存，部门已有的记录到时再查。</source>
        <translation>Your own answers (%1). No photographs, signature, payment or records.</translation>
    </message>
    <message>
        <source>谁能看</source>
        <translation>Who can see it</translation>
    </message>
    <message>
        <source>加密存在中心，只有这张卡打得开，哪台机器都行。打开过您查得到。</source>
        <translation>Only this card opens it, at any machine. You can look up when it was opened.</translation>
    </message>
    <message>
        <source>存多久</source>
        <translation>For how long</translation>
    </message>
    <message>
        <source>%1 天，到 %2 自动删掉。想早点删，放上卡就能删。</source>
        <translation>%1 days, until %2. You can delete it sooner with your card.</translation>
    </message>
</context>
<context>
    <name>KeptPage</name>
    <message>
        <source>存好了</source>
        <translation>It is saved</translation>
    </message>
    <message>
        <source>结束</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>办别的事</source>
        <translation>Other matters</translation>
    </message>
    <message>
        <source>保留到 %1</source>
        <translation>Saved until %1</translation>
    </message>
    <message>
        <source>还没有提交，部门还没有收到。请在那之前来办完。</source>
        <translation>It has not been handed in: the department has nothing yet. Please finish it before then.</translation>
    </message>
    <message>
        <source>下次怎么接着办</source>
        <translation>How to continue</translation>
    </message>
    <message>
        <source>带上这张卡，放到任何一台机器上，屏幕会问您要不要接着办。</source>
        <translation>Lay this card on any machine: the screen asks whether you want to continue.</translation>
    </message>
</context>
<context>
    <name>Keyboard</name>
    <message>
        <source>生僻字</source>
        <translation>Rare</translation>
    </message>
    <message>
        <source>手写</source>
        <translation>Handwriting</translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>删一位</source>
        <translation>Delete one digit</translation>
    </message>
</context>
<context>
    <name>KnownRow</name>
    <message>
        <source>取自：%1</source>
        <translation>From: %1</translation>
    </message>
</context>
<context>
    <name>MainsAwayPage</name>
    <message>
        <source>电池快用完了，机器正在关机</source>
        <translation>The battery is nearly empty and the machine is switching off</translation>
    </message>
    <message>
        <source>停电了，暂时不能办事</source>
        <translation>The power is out, so nothing can be done here now</translation>
    </message>
    <message>
        <source>已经收下的办件都存好了，来电后会自动送到中心。</source>
        <translation>Everything taken in is safe and goes to the centre by itself when the power is back.</translation>
    </message>
    <message>
        <source>机器在用备用电池，先不接新的事。来电后马上可以办，不用做什么。</source>
        <translation>The machine is running on its battery and starts nothing new. It works again by itself as soon as the power is back.</translation>
    </message>
    <message>
        <source>从 %1 起停电</source>
        <translation>The power has been out since %1</translation>
    </message>
    <message>
        <source>请带好您的证件和物品。</source>
        <translation>Please take your card and your things with you.</translation>
    </message>
    <message>
        <source>已经收下的办件都存好了。</source>
        <translation>Everything taken in is safe.</translation>
    </message>
    <message>
        <source>急事请打这个电话，或到旁边的服务台。</source>
        <translation>If it is urgent, call this number or go to the desk nearby.</translation>
    </message>
</context>
<context>
    <name>MaterialsPage</name>
    <message>
        <source>还缺一份材料</source>
        <translation>One paper is missing</translation>
    </message>
    <message>
        <source>材料都齐了，不用您带</source>
        <translation>All papers are there: nothing to bring</translation>
    </message>
    <message>
        <source>材料都齐了</source>
        <translation>All papers are there</translation>
    </message>
    <message>
        <source>机器上补不了，可以打印单子到窗口办。</source>
        <translation>It can&apos;t be supplied here. You can print a slip for the counter.</translation>
    </message>
    <message>
        <source>有一份用承诺代替，下一步请您看一看、签个名。</source>
        <translation>One is replaced by a promise, which you read and sign next.</translation>
    </message>
    <message>
        <source>打印去窗口的单子</source>
        <translation>Print a slip</translation>
    </message>
    <message>
        <source>去看承诺</source>
        <translation>Read the promise</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>重拍</source>
        <translation>Retake</translation>
    </message>
    <message>
        <source>我带了，拍一张</source>
        <translation>I have it: photograph it</translation>
    </message>
    <message>
        <source>不用照片</source>
        <translation>Remove photo</translation>
    </message>
    <message>
        <source>请把要补的材料拍下来</source>
        <translation>Please photograph the papers that are needed</translation>
    </message>
    <message>
        <source>拍好的先交，没拍的到窗口交</source>
        <translation>Hand these in; the rest goes to the counter</translation>
    </message>
    <message>
        <source>都送到窗口</source>
        <translation>Take all to the counter</translation>
    </message>
    <message>
        <source>要补的都拍好了</source>
        <translation>All the papers needed are photographed</translation>
    </message>
    <message>
        <source>带来的一份一份拍；没带来的，期限以前送到窗口。</source>
        <translation>Photograph each paper you have with you; bring the others to the counter before the last day.</translation>
    </message>
    <message>
        <source>%1：%2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>MattersPage</name>
    <message>
        <source>找到 %1 件</source>
        <translation>%1 found</translation>
    </message>
    <message>
        <source>您要办什么？</source>
        <translation>What would you like to do?</translation>
    </message>
    <message>
        <source>这里一共能办 %1 件事。</source>
        <translation>%1 matters can be done here.</translation>
    </message>
    <message>
        <source>您有 %1 件办件要补材料，请点右下角看。</source>
        <translation>Cases that need more papers: %1. Touch the button below.</translation>
    </message>
    <message>
        <source>您有 %1 件办好了，点“我的办件”看。</source>
        <translation>%1 done: see My cases.</translation>
    </message>
    <message>
        <source>您有 %1 件在办，点“我的办件”看进度。</source>
        <translation>%1 in progress: see My cases.</translation>
    </message>
    <message>
        <source>%1 件要补材料</source>
        <translation>Papers needed: %1</translation>
    </message>
    <message>
        <source>我的办件</source>
        <translation>My cases</translation>
    </message>
    <message>
        <source>附近网点</source>
        <translation>Places nearby</translation>
    </message>
    <message>
        <source>问一问</source>
        <translation>Ask</translation>
    </message>
    <message>
        <source>常给您这个年纪的人办的</source>
        <translation>Often done at your age</translation>
    </message>
    <message>
        <source>大家常办的</source>
        <translation>Most often done</translation>
    </message>
    <message>
        <source>按生活里的事找</source>
        <translation>By topic</translation>
    </message>
    <message>
        <source>%1 件</source>
        <translation>%1 here</translation>
    </message>
    <message>
        <source>没有找到。换个说法试试，比如“社保”或拼音首字母“sb”。</source>
        <translation>Nothing found. Try another word, such as &apos;insurance&apos;.</translation>
    </message>
    <message>
        <source>这件事现在办不了</source>
        <translation>This can&apos;t be done now</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>看还能去哪里</source>
        <translation>Where else?</translation>
    </message>
</context>
<context>
    <name>Mirror</name>
    <message>
        <source>镜头画面</source>
        <translation>Camera picture</translation>
    </message>
    <message>
        <source>正在打开镜头</source>
        <translation>Opening the camera</translation>
    </message>
</context>
<context>
    <name>MouthDrawing</name>
    <message>
        <source>把纸从出纸口取下来</source>
        <translation>Take the paper out of the slot</translation>
    </message>
</context>
<context>
    <name>NearestPoint</name>
    <message>
        <source>现在开着、离得最近的</source>
        <translation>Nearest one open now</translation>
    </message>
    <message>
        <source>最早开门、离得最近的</source>
        <translation>Nearest one to open first</translation>
    </message>
</context>
<context>
    <name>NotEligiblePage</name>
    <message>
        <source>这件事您现在办不了</source>
        <translation>You can&apos;t do this now</translation>
    </message>
    <message>
        <source>换一件事办</source>
        <translation>Other matters</translation>
    </message>
    <message>
        <source>打印去窗口的单子</source>
        <translation>Print a slip</translation>
    </message>
</context>
<context>
    <name>NumberBox</name>
    <message>
        <source>全部删掉</source>
        <translation>Delete all</translation>
    </message>
</context>
<context>
    <name>NumberCard</name>
    <message>
        <source>收件编号</source>
        <translation>Receipt number</translation>
    </message>
    <message>
        <source>扫码查进度</source>
        <translation>Scan to follow</translation>
    </message>
</context>
<context>
    <name>OptionsAnswer</name>
    <message>
        <source>已选 %1 项，最多 %2 项</source>
        <translation>%1 chosen, at most %2</translation>
    </message>
    <message>
        <source>已选 %1 项，可以选几项</source>
        <translation>%1 chosen; you can choose several</translation>
    </message>
</context>
<context>
    <name>OutOfServicePage</name>
    <message>
        <source>这台机器暂时停用</source>
        <translation>This machine is out of service</translation>
    </message>
    <message>
        <source>从 %1 起</source>
        <translation>Since %1</translation>
    </message>
    <message>
        <source>恢复后会自动开始服务</source>
        <translation>It works again by itself once this is fixed</translation>
    </message>
    <message>
        <source>急事请打这个电话，或到旁边的服务台。</source>
        <translation>If it is urgent, call this number or go to the desk nearby.</translation>
    </message>
    <message>
        <source>最近的别的机器</source>
        <translation>Nearest other machines</translation>
    </message>
</context>
<context>
    <name>Pager</name>
    <message>
        <source>前一页</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>这已经是第一页。</source>
        <translation>This is the first page.</translation>
    </message>
    <message>
        <source>后一页</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>后面没有了。</source>
        <translation>This is the last page.</translation>
    </message>
</context>
<context>
    <name>PaperState</name>
    <message>
        <source>再打一次</source>
        <translation>Print again</translation>
    </message>
    <message>
        <source>正在打印，请稍等。</source>
        <translation>Printing: one moment, please.</translation>
    </message>
</context>
<context>
    <name>PayByCode</name>
    <message>
        <source>也可以出示付款码：
打开钱包里的付款码，对准扫码口。</source>
        <translation>Or show your own payment code:
open it in your wallet and hold it to the scanner.</translation>
    </message>
</context>
<context>
    <name>PayClock</name>
    <message>
        <source>秒</source>
        <translation>s</translation>
    </message>
    <message>
        <source>秒内有效。
付好以后会自动往下走。</source>
        <translation>seconds left.
It goes on once paid.</translation>
    </message>
</context>
<context>
    <name>PayPage</name>
    <message>
        <source>请用手机扫码付款</source>
        <translation>Scan with your phone to pay</translation>
    </message>
    <message>
        <source>正在收款</source>
        <translation>Taking the payment</translation>
    </message>
    <message>
        <source>正在取消这笔付款</source>
        <translation>Cancelling this payment</translation>
    </message>
    <message>
        <source>支付宝、微信、云闪付都可以。</source>
        <translation>Alipay, WeChat Pay and UnionPay all work.</translation>
    </message>
    <message>
        <source>不付了</source>
        <translation>Don&apos;t pay</translation>
    </message>
    <message>
        <source>收款方：%1</source>
        <translation>To: %1</translation>
    </message>
    <message>
        <source>付好以后会自动往下走。</source>
        <translation>It goes on once paid.</translation>
    </message>
</context>
<context>
    <name>PenKeys</name>
    <message>
        <source>每按一下画一笔，画个自己的记号，和签名一样算数。</source>
        <translation>Each press draws one stroke. Draw a mark of your own: it counts as a signature.</translation>
    </message>
    <message>
        <source>向左画</source>
        <translation>Draw left</translation>
    </message>
    <message>
        <source>向上画</source>
        <translation>Draw up</translation>
    </message>
    <message>
        <source>向下画</source>
        <translation>Draw down</translation>
    </message>
    <message>
        <source>向右画</source>
        <translation>Draw right</translation>
    </message>
</context>
<context>
    <name>PersonAnswer</name>
    <message>
        <source>先填姓名，下一步填身份证号码。</source>
        <translation>First the name, then the identity number.</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>点这里输入</source>
        <translation>Touch here to type</translation>
    </message>
    <message>
        <source>%1的身份证号码，18 位</source>
        <translation>Identity number of %1, 18 characters</translation>
    </message>
</context>
<context>
    <name>PhotographPage</name>
    <message>
        <source>看看清楚吗？</source>
        <translation>Is it clear?</translation>
    </message>
    <message>
        <source>请把%1放在镜头下面</source>
        <translation>Lay under the camera: %1</translation>
    </message>
    <message>
        <source>字都能看清就用这张。</source>
        <translation>Use it if every word can be read.</translation>
    </message>
    <message>
        <source>放平，四个角都露出来，然后点“拍照”。</source>
        <translation>Lay it flat with all four corners in view, then touch Photograph.</translation>
    </message>
    <message>
        <source>用这张</source>
        <translation>Use this</translation>
    </message>
    <message>
        <source>拍照</source>
        <translation>Photograph</translation>
    </message>
    <message>
        <source>重拍</source>
        <translation>Retake</translation>
    </message>
    <message>
        <source>拍好的照片</source>
        <translation>The photograph</translation>
    </message>
    <message>
        <source>镜头画面</source>
        <translation>Camera picture</translation>
    </message>
    <message>
        <source>正在打开镜头</source>
        <translation>Opening the camera</translation>
    </message>
</context>
<context>
    <name>PlateAnswer</name>
    <message>
        <source>车牌已经输完了。</source>
        <translation>The plate is complete.</translation>
    </message>
    <message>
        <source>第二位是字母，“挂学警”只在最后一位。</source>
        <translation>The second character is a letter; 挂, 学 and 警 only come last.</translation>
    </message>
</context>
<context>
    <name>PointsPage</name>
    <message>
        <source>这件事还可以到这里办</source>
        <translation>Where else this can be done</translation>
    </message>
    <message>
        <source>附近的服务网点</source>
        <translation>Service points nearby</translation>
    </message>
    <message>
        <source>这里有 %1 个网点。</source>
        <translation>Service points: %1.</translation>
    </message>
    <message>
        <source>点地图上的地名，看那里的网点。</source>
        <translation>Touch a place on the map to see its service points.</translation>
    </message>
    <message>
        <source>打印这一处</source>
        <translation>Print this one</translation>
    </message>
    <message>
        <source>看好了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>有窗口办的</source>
        <translation>With a counter</translation>
    </message>
    <message>
        <source>所有网点</source>
        <translation>All points</translation>
    </message>
    <message>
        <source>有自助机的</source>
        <translation>With a machine</translation>
    </message>
    <message>
        <source>没有找到这样的网点，请打 12345 问一问。</source>
        <translation>No such service point was found. Please ring 12345.</translation>
    </message>
</context>
<context>
    <name>ProgressDots</name>
    <message>
        <source>第 %1 步，共 %2 步</source>
        <translation>Step %1 of %2</translation>
    </message>
</context>
<context>
    <name>PromisePage</name>
    <message>
        <source>请在框里签上您的名字。</source>
        <translation>Please sign your name in the box.</translation>
    </message>
    <message>
        <source>请读到最后，再去签名。</source>
        <translation>Please read to the end, then sign.</translation>
    </message>
    <message>
        <source>签好了</source>
        <translation>I have signed</translation>
    </message>
    <message>
        <source>读完了，去签名</source>
        <translation>I have read it</translation>
    </message>
    <message>
        <source>不方便用手指？用按键签</source>
        <translation>Can&apos;t use a finger? Sign with keys</translation>
    </message>
    <message>
        <source>请先把承诺读到最后。</source>
        <translation>Please read the promise to the end first.</translation>
    </message>
    <message>
        <source>请先在框里签名。</source>
        <translation>Please sign in the box first.</translation>
    </message>
    <message>
        <source>擦掉重签</source>
        <translation>Clear</translation>
    </message>
    <message>
        <source>往下读</source>
        <translation>Read on</translation>
    </message>
</context>
<context>
    <name>QrImage</name>
    <message>
        <source>二维码</source>
        <translation>QR code</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>知道了</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>要退出吗？</source>
        <translation>Leave now?</translation>
    </message>
    <message>
        <source>还没有提交的内容会从这台机器上清掉。</source>
        <translation>What you have not handed in will be wiped from this machine.</translation>
    </message>
    <message>
        <source>接着办</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>接着刚才的办吗？</source>
        <translation>Continue where you were?</translation>
    </message>
    <message>
        <source>先存着，改天再办</source>
        <translation>Save it, finish another day</translation>
    </message>
    <message>
        <source>屏幕刚才停了一下。您填的“%1”还在，只有您的卡能打开。</source>
        <translation>The screen stopped for a moment. What you filled in is still here, and only your card opens it: %1.</translation>
    </message>
    <message>
        <source>接着填</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>从头开始</source>
        <translation>Start again</translation>
    </message>
    <message>
        <source>退出</source>
        <translation>Leave</translation>
    </message>
    <message>
        <source>放上了另一张证件</source>
        <translation>A different card was put down</translation>
    </message>
    <message>
        <source>屏幕上的事还没有办完。接着办，请把另一张证件收好；换人办，屏幕上的内容会清掉。</source>
        <translation>What is on the screen is not finished. To continue, please put the other card away. If someone else takes over, what is on the screen will be wiped.</translation>
    </message>
    <message>
        <source>换人办</source>
        <translation>Someone else</translation>
    </message>
    <message>
        <source>您还在吗？</source>
        <translation>Are you still there?</translation>
    </message>
    <message>
        <source>再过 %1 秒，屏幕上的内容会清掉。</source>
        <translation>What is on the screen will be wiped in %1 seconds.</translation>
    </message>
    <message>
        <source>我还在</source>
        <translation>I&apos;m here</translation>
    </message>
</context>
<context>
    <name>RareKey</name>
    <message>
        <source>%1画</source>
        <translation>%1 strokes</translation>
    </message>
    <message>
        <source>%1 %2部</source>
        <translation>%1, radical %2</translation>
    </message>
    <message>
        <source>剩%1画</source>
        <translation>%1 more strokes</translation>
    </message>
    <message>
        <source>%1 %2 %3部</source>
        <translation>%1 %2, radical %3</translation>
    </message>
</context>
<context>
    <name>RarePad</name>
    <message>
        <source>拼音</source>
        <translation>Pinyin</translation>
    </message>
    <message>
        <source>部首</source>
        <translation>Radical</translation>
    </message>
    <message>
        <source>（第 %1/%2 页）</source>
        <translation> (page %1 of %2)</translation>
    </message>
    <message>
        <source>拼音的第一个字母是什么？</source>
        <translation>First letter of its pinyin?</translation>
    </message>
    <message>
        <source>怎么读？</source>
        <translation>How is it pronounced?</translation>
    </message>
    <message>
        <source>读第几声？</source>
        <translation>Which tone?</translation>
    </message>
    <message>
        <source>部首有几画？</source>
        <translation>How many strokes in its radical?</translation>
    </message>
    <message>
        <source>是哪个部首？</source>
        <translation>Which radical?</translation>
    </message>
    <message>
        <source>去掉部首，还有几画？</source>
        <translation>How many strokes besides the radical?</translation>
    </message>
    <message>
        <source>点您要的字。</source>
        <translation>Touch your character.</translation>
    </message>
    <message>
        <source>退一步</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>前一页</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>后一页</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>删字</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>键盘</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Hide</translation>
    </message>
</context>
<context>
    <name>RatingPage</name>
    <message>
        <source>这次办得满意吗？</source>
        <translation>How did it go this time?</translation>
    </message>
    <message>
        <source>点一下就好，%1 秒后自动结束。</source>
        <translation>One touch is enough; it ends by itself in %1 seconds.</translation>
    </message>
    <message>
        <source>不评价，结束</source>
        <translation>Skip and finish</translation>
    </message>
    <message>
        <source>很不满意</source>
        <translation>Very bad</translation>
    </message>
    <message>
        <source>不满意</source>
        <translation>Bad</translation>
    </message>
    <message>
        <source>一般</source>
        <translation>So-so</translation>
    </message>
    <message>
        <source>满意</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>很满意</source>
        <translation>Very good</translation>
    </message>
</context>
<context>
    <name>ReceiptPage</name>
    <message>
        <source>单子出来了吗？</source>
        <translation>Did the slip come out?</translation>
    </message>
    <message>
        <source>办好了，请记住编号</source>
        <translation>Done. Please keep the number</translation>
    </message>
    <message>
        <source>办好了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>这里办好了，还有一步</source>
        <translation>Done here: one step is left</translation>
    </message>
    <message>
        <source>办好了，请收好单子</source>
        <translation>Done. Please keep the slip</translation>
    </message>
    <message>
        <source>出来了</source>
        <translation>It came out</translation>
    </message>
    <message>
        <source>结束</source>
        <translation>Finish</translation>
    </message>
    <message>
        <source>没有出来</source>
        <translation>It didn&apos;t</translation>
    </message>
    <message>
        <source>办别的事</source>
        <translation>Other matters</translation>
    </message>
    <message>
        <source>还要做的</source>
        <translation>Still to do</translation>
    </message>
    <message>
        <source>已付 %1</source>
        <translation>%1 paid</translation>
    </message>
    <message>
        <source>有问题请打 %1</source>
        <translation>Questions? Call %1</translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>没有查到</source>
        <translation>Nothing found</translation>
    </message>
    <message>
        <source>查到了</source>
        <translation>Found</translation>
    </message>
    <message>
        <source>审验好了，已经记下</source>
        <translation>Checked and recorded</translation>
    </message>
    <message>
        <source>打印结果</source>
        <translation>Print it</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>看好了</source>
        <translation>Done</translation>
    </message>
    <message>
        <source>不用打印</source>
        <translation>Don&apos;t print</translation>
    </message>
    <message>
        <source>打印机现在用不了。要留着的，请抄下或拍下这一页。</source>
        <translation>The printer is out of use. To keep this, please write it down or photograph it.</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>请核对一遍</source>
        <translation>Please check once more</translation>
    </message>
    <message>
        <source>没有错，去缴费</source>
        <translation>OK, pay</translation>
    </message>
    <message>
        <source>没有错，开证明</source>
        <translation>Make the certificate</translation>
    </message>
    <message>
        <source>没有错，提交</source>
        <translation>OK, hand it in</translation>
    </message>
    <message>
        <source>承诺</source>
        <translation>Promise</translation>
    </message>
    <message>
        <source>已签名</source>
        <translation>Signed by you</translation>
    </message>
    <message>
        <source>要付</source>
        <translation>To pay</translation>
    </message>
</context>
<context>
    <name>ScanDrawing</name>
    <message>
        <source>把手机上的码对准扫码口</source>
        <translation>Hold the code on your phone to the scanner</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>输入事情的名称、拼音或首字母</source>
        <translation>Type what you are looking for</translation>
    </message>
    <message>
        <source>搜索事项</source>
        <translation>Search matters</translation>
    </message>
    <message>
        <source>清空</source>
        <translation>Clear</translation>
    </message>
</context>
<context>
    <name>SessionBar</name>
    <message>
        <source>字和颜色</source>
        <translation>Display</translation>
    </message>
    <message>
        <source>普通版</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>长辈版</source>
        <translation>Easy mode</translation>
    </message>
    <message>
        <source>不读了</source>
        <translation>Stop reading</translation>
    </message>
    <message>
        <source>朗读</source>
        <translation>Read aloud</translation>
    </message>
    <message>
        <source>关屏幕</source>
        <translation>Hide screen</translation>
    </message>
    <message>
        <source>帮助</source>
        <translation>Help</translation>
    </message>
    <message>
        <source>退出</source>
        <translation>Leave</translation>
    </message>
</context>
<context>
    <name>SignatureBox</name>
    <message>
        <source>请用手指在这里签名</source>
        <translation>Sign here with your finger</translation>
    </message>
    <message>
        <source>签名框</source>
        <translation>Signature box</translation>
    </message>
</context>
<context>
    <name>SlipLeftPage</name>
    <message>
        <source>请取走打印好的纸</source>
        <translation>Please take your paper</translation>
    </message>
    <message>
        <source>它还在出纸口。取走以后，下一位就可以开始。</source>
        <translation>It is still in the paper slot. The next person can begin once you have taken it.</translation>
    </message>
    <message>
        <source>不是您的？请不要看上面的内容，取下来交给旁边的工作人员，或打这个电话。</source>
        <translation>Not yours? Please do not read it: take it out and hand it to the staff, or call this number.</translation>
    </message>
</context>
<context>
    <name>SlotDrawing</name>
    <message>
        <source>把卡从卡口里拔出来</source>
        <translation>Pull the card out of the slot</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>已联网</source>
        <translation>Online</translation>
    </message>
    <message>
        <source>网络不通</source>
        <translation>No network</translation>
    </message>
</context>
<context>
    <name>TableAnswer</name>
    <message>
        <source>填第一项</source>
        <translation>Fill in the first entry</translation>
    </message>
    <message>
        <source>再加一项</source>
        <translation>Add another entry</translation>
    </message>
    <message>
        <source>填完了就点“继续”。</source>
        <translation>When all are there, touch Continue.</translation>
    </message>
    <message>
        <source>最多 %1 项，已经满了。</source>
        <translation>The list is full: at most %1 entries.</translation>
    </message>
    <message>
        <source>最多 %1 项，一项一项填。</source>
        <translation>At most %1 entries, one at a time.</translation>
    </message>
    <message>
        <source>第 %1 项  ·  %2</source>
        <translation>Entry %1  ·  %2</translation>
    </message>
</context>
<context>
    <name>TableLine</name>
    <message>
        <source>修改第 %1 项</source>
        <translation>Change entry %1</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>去掉第 %1 项</source>
        <translation>Remove entry %1</translation>
    </message>
    <message>
        <source>去掉</source>
        <translation>Remove</translation>
    </message>
</context>
<context>
    <name>TakeGuide</name>
    <message>
        <source>指南可以带走：用手机扫码看全文，或者打印一份短的。</source>
        <translation>Take the guide with you: scan the code for all of it, or print a short one.</translation>
    </message>
    <message>
        <source>指南可以带走：用手机扫码看全文。</source>
        <translation>Take the guide with you: scan the code for all of it.</translation>
    </message>
    <message>
        <source>打印指南</source>
        <translation>Print the guide</translation>
    </message>
    <message>
        <source>正在打印，请稍等。</source>
        <translation>Printing: one moment, please.</translation>
    </message>
</context>
<context>
    <name>TextAnswer</name>
    <message>
        <source>点这里输入</source>
        <translation>Touch here to type</translation>
    </message>
</context>
<context>
    <name>TextBox</name>
    <message>
        <source>%1 / %2 字</source>
        <translation>%1 of %2 characters</translation>
    </message>
</context>
<context>
    <name>WhomPage</name>
    <message>
        <source>去窗口办</source>
        <translation>Go to the counter</translation>
    </message>
    <message>
        <source>家人是谁？</source>
        <translation>Who is your relative?</translation>
    </message>
    <message>
        <source>替哪位家人办？</source>
        <translation>For which relative?</translation>
    </message>
    <message>
        <source>写了姓名和号码，后面要签一份承诺。</source>
        <translation>After the name and number there is a promise to sign.</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Continue</translation>
    </message>
    <message>
        <source>正在查，请稍等。</source>
        <translation>Looking it up: one moment, please.</translation>
    </message>
    <message>
        <source>选家人</source>
        <translation>Choose instead</translation>
    </message>
    <message>
        <source>手动填写</source>
        <translation>Type it in</translation>
    </message>
    <message>
        <source>没有查到您的家人。</source>
        <translation>None of your relatives was found.</translation>
    </message>
    <message>
        <source>也可以把家人的身份证平放在读卡区。</source>
        <translation>Or lay your relative&apos;s card on the reader.</translation>
    </message>
    <message>
        <source>请拿开您的证件，把家人的身份证平放在读卡区。</source>
        <translation>Please take your card away and lay your relative&apos;s card on the reader.</translation>
    </message>
</context>
<context>
    <name>WorkingPage</name>
    <message>
        <source>已付款</source>
        <translation>Paid</translation>
    </message>
</context>
<context>
    <name>WritingBox</name>
    <message>
        <source>用手指在这里写一个字</source>
        <translation>Write one character here with your finger</translation>
    </message>
    <message>
        <source>手写框</source>
        <translation>Writing box</translation>
    </message>
</context>
</TS>
