<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="zh_CN">
<context>
    <name>ActionBar</name>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
</context>
<context>
    <name>CodePage</name>
    <message>
        <source>请输入手机收到的验证码</source>
        <translation>Your phone got a code. Please enter it here</translation>
    </message>
    <message>
        <source>重新发送</source>
        <translation>Send again</translation>
    </message>
</context>
<context>
    <name>ConsentPage</name>
    <message>
        <source>往下办之前，请看看我们会查什么。</source>
        <translation>First, see what we look up.</translation>
    </message>
    <message>
        <source>同意，往下办</source>
        <translation>I agree</translation>
    </message>
    <message>
        <source>证件上的姓名和号码，以及您选的那件事用得着的记录。别的不查。</source>
        <translation>Only your name, your number and what this matter needs.</translation>
    </message>
    <message>
        <source>管这些记录的部门，比如社保、公积金、公安。查了哪家，屏幕上会写明。</source>
        <translation>Offices such as social security and the police. You see which.</translation>
    </message>
    <message>
        <source>已经有的记录不用您再填、再带证明。</source>
        <translation>What we can look up, you need not write or bring.</translation>
    </message>
    <message>
        <source>办完就从这台机器上清掉。您提交的内容加密送到中心，只给办事的部门看。</source>
        <translation>Wiped when you finish. Only the office that helps you reads it.</translation>
    </message>
</context>
<context>
    <name>FaceConsentPage</name>
    <message>
        <source>用刷脸代替验证码？</source>
        <translation>Look at the camera instead of entering a code?</translation>
    </message>
    <message>
        <source>用验证码</source>
        <translation>Enter a code</translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>可以不填，点“继续”跳过</source>
        <translation>Leave it out if you like: touch Continue</translation>
    </message>
    <message>
        <source>我同意</source>
        <translation>I agree</translation>
    </message>
</context>
<context>
    <name>GoOnPage</name>
    <message>
        <source>您存在中心的，只有这张卡打得开。</source>
        <translation>What you filled in is still here. Nobody else can see it.</translation>
    </message>
</context>
<context>
    <name>IdentifyPage</name>
    <message>
        <source>请把身份证平放在读卡区</source>
        <translation>Please lay your identity card here</translation>
    </message>
    <message>
        <source>读到以后会自动往下走，卡可以先收好。</source>
        <translation>It goes on by itself. Then you can put the card away.</translation>
    </message>
    <message>
        <source>读卡器在等您的卡</source>
        <translation>Waiting for your card</translation>
    </message>
    <message>
        <source>没带身份证？也可以把社会保障卡芯片朝上插进下面的卡口。</source>
        <translation>No identity card? Put your social security card into the slot below, gold square up.</translation>
    </message>
</context>
<context>
    <name>KeepPage</name>
    <message>
        <source>把填好的先存起来？</source>
        <translation>Save it for another day?</translation>
    </message>
    <message>
        <source>您自己填的 %1 项。照片、签名和付款不存，部门已有的记录到时再查。</source>
        <translation>Your own answers (%1). No photographs, no signature.</translation>
    </message>
    <message>
        <source>加密存在中心，只有这张卡打得开，哪台机器都行。打开过您查得到。</source>
        <translation>Only this card opens it, at any machine.</translation>
    </message>
    <message>
        <source>%1 天，到 %2 自动删掉。想早点删，放上卡就能删。</source>
        <translation>%1 days. On %2 it is deleted.</translation>
    </message>
</context>
<context>
    <name>KeptPage</name>
    <message>
        <source>还没有提交，部门还没有收到。请在那之前来办完。</source>
        <translation>It is not sent yet. Please come and finish before then.</translation>
    </message>
    <message>
        <source>带上这张卡，放到任何一台机器上，屏幕会问您要不要接着办。</source>
        <translation>Bring this card and lay it on any machine.</translation>
    </message>
</context>
<context>
    <name>MaterialsPage</name>
    <message>
        <source>材料都齐了，不用您带</source>
        <translation>All papers are there: nothing to bring</translation>
    </message>
    <message>
        <source>机器上补不了，可以打印单子到窗口办。</source>
        <translation>It can&apos;t be supplied here. Take a slip to the counter.</translation>
    </message>
    <message>
        <source>带来的一份一份拍；没带来的，期限以前送到窗口。</source>
        <translation>Photograph what you have with you. Bring the rest to the counter later.</translation>
    </message>
    <message>
        <source>拍好的先交，没拍的到窗口交</source>
        <translation>Hand these in; bring the rest to the counter</translation>
    </message>
</context>
<context>
    <name>PayPage</name>
    <message>
        <source>请用手机扫码付款</source>
        <translation>Scan this code to pay</translation>
    </message>
    <message>
        <source>正在收款</source>
        <translation>Taking the payment</translation>
    </message>
</context>
<context>
    <name>PromisePage</name>
    <message>
        <source>请读到最后，再去签名。</source>
        <translation>Please read to the end, then sign.</translation>
    </message>
    <message>
        <source>读完了，去签名</source>
        <translation>Read it: sign now</translation>
    </message>
</context>
<context>
    <name>Questions</name>
    <message>
        <source>再过 %1 秒，屏幕上的内容会清掉。</source>
        <translation>If you touch nothing, all is wiped in %1 seconds.</translation>
    </message>
    <message>
        <source>还没有提交的内容会从这台机器上清掉。</source>
        <translation>What is not finished will be wiped.</translation>
    </message>
</context>
<context>
    <name>RatingPage</name>
    <message>
        <source>点一下就好，%1 秒后自动结束。</source>
        <translation>One touch will do. Or nothing: it ends in %1 seconds.</translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>审验好了，已经记下</source>
        <translation>Checked and recorded</translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>请核对一遍</source>
        <translation>Is everything right?</translation>
    </message>
    <message>
        <source>没有错，提交</source>
        <translation>Yes, hand it in</translation>
    </message>
    <message>
        <source>没有错，去缴费</source>
        <translation>Yes, go and pay</translation>
    </message>
    <message>
        <source>没有错，开证明</source>
        <translation>Yes, issue it</translation>
    </message>
</context>
</TS>
