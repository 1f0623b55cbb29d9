<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en_US" sourcelanguage="zh_CN">
<context>
    <name>ActionBar</name>
    <message>
        <source>返回</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请稍等，正在办理。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>AttractPage</name>
    <message>
        <source>开始办事</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>放上身份证，
自己就能办</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这里现在能办 %1 件事，不用排队，不用带复印件。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>网络现在不通：标着“不可用”的事暂时办不了，其他照常收件。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>打印机现在打不了：编号和二维码会显示在屏幕上。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>办得最多的</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点这里开始</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CannotFinishPage</name>
    <message>
        <source>请到窗口接着办</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>结束</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>办别的事</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请取走单子</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>到窗口出示它，不用从头再讲。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CardDrawing</name>
    <message>
        <source>把身份证平放在读卡区</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>读卡区</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CheckRow</name>
    <message>
        <source>修改%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>修改</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CodePage</name>
    <message>
        <source>请输入手机收到的验证码</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已发到您登记的手机 %1，%2 秒内有效。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>核对</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>验证码是 %1 位数字，还没有输完。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>重新发送</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已输入 %1 位，共 %2 位</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ConsentPage</name>
    <message>
        <source>%1，您好</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>往下办之前，请看看我们会查什么。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>同意，往下办</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>不同意</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>查什么</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>证件上的姓名和号码，以及您选的那件事用得着的记录。别的不查。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>向谁查</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>管这些记录的部门，比如社保、公积金、公安。查了哪家，屏幕上会写明。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>为什么查</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已经有的记录不用您再填、再带证明。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>留多久</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>办完就从这台机器上清掉。您提交的内容加密送到中心，只给办事的部门看。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CountdownRing</name>
    <message>
        <source>还剩 %1 秒</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>CounterCard</name>
    <message>
        <source>可以到这里办</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DateWheel</name>
    <message>
        <source>加一%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>减一%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>年</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>月</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>日</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>DocumentCard</name>
    <message>
        <source>证明的样子</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>样张·未盖章</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>证明做好了，用手机扫码取走。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>扫码取证明</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FieldCard</name>
    <message>
        <source>取自：%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>您填的是</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>不对，我来改</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>FormPage</name>
    <message>
        <source>第 %1 题，共 %2 题</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>继续</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>正在查，请稍等。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点这里输入</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>GuidePage</name>
    <message>
        <source>开始办理</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>费用</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>在这里办</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>办成后</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>多久办好</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>不用带的</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>身份证复印件</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>刷过卡就够了</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已经知道、不用填的</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>IdentifyPage</name>
    <message>
        <source>请把身份证平放在读卡区</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>读到以后会自动往下走，办完前卡可以先拿走。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>读卡器在等您的卡</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>没带身份证？也可以把社会保障卡芯片朝上插进下面的卡口。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Keypad</name>
    <message>
        <source>删一位</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>KnownRow</name>
    <message>
        <source>取自：%1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>Main</name>
    <message>
        <source>需要人帮忙？</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请打 %1，或找旁边服务台的工作人员。告诉他们机器编号 %2。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>知道了</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>要退出吗？</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>还没有提交的内容会从这台机器上清掉。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>接着办</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>退出</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>您还在吗？</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>再过 %1 秒，屏幕上的内容会清掉。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>我还在</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MaterialsPage</name>
    <message>
        <source>还缺一份材料</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>材料都齐了，不用您带</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>机器上补不了，可以打印单子到窗口办。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>有一份用承诺代替，下一步请您看一看、签个名。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>打印去窗口的单子</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>去看承诺</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>继续</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>MattersPage</name>
    <message>
        <source>找到 %1 件</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>您要办什么？</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这里一共能办 %1 件事。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>常给您这个年纪的人办的</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>按生活里的事找</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>%1 件</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>没有找到。换个说法试试，比如“社保”或拼音首字母“sb”。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>这件事现在办不了</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>知道了</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NotEligiblePage</name>
    <message>
        <source>这件事您现在办不了</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>换一件事办</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>打印去窗口的单子</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>NumberCard</name>
    <message>
        <source>收件编号</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>扫码查进度</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>OutOfServicePage</name>
    <message>
        <source>这台机器暂时停用</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>从 %1 起</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已通知管理员</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>急事请打这个电话，或到旁边的服务台。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PaperState</name>
    <message>
        <source>单子没有打印好，出来的不作数。请记下或拍下编号。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>单子在下面的出纸口，请取走。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>打印机没有告诉我们。请看一看下面的出纸口。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>再打一次</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>正在打印，请稍等。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PayPage</name>
    <message>
        <source>请用手机扫码付款</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>支付宝、微信、云闪付都可以。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>不付了</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>收款方：%1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>秒内有效。
付好以后会自动往下走。</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ProgressDots</name>
    <message>
        <source>第 %1 步，共 %2 步</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>PromisePage</name>
    <message>
        <source>请在框里签上您的名字。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请读到最后，再去签名。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>签好了</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>读完了，去签名</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请先用手指在框里签名。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请先把承诺读到最后。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>擦掉重签</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>往下读</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>QrImage</name>
    <message>
        <source>二维码</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>RatingPage</name>
    <message>
        <source>这次办得满意吗？</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>点一下就好，%1 秒后自动结束。</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>不评价，结束</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>很不满意</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>不满意</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>一般</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>满意</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>很满意</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReceiptPage</name>
    <message>
        <source>单子出来了吗？</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>办好了，请记住编号</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>办好了</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>出来了</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>结束</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>没有出来</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>办别的事</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已付 %1</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>有问题请打 %1</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>没有查到</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>请核对，确认后生效</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>查到了</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>打印结果</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>确认</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>不用打印</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>ReviewPage</name>
    <message>
        <source>请核对一遍</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>没有错，去缴费</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>没有错，开证明</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>没有错，提交</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>承诺</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>已签名</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>要付</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>输入事情的名称、拼音或首字母</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>搜索事项</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>清空</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SessionBar</name>
    <message>
        <source>小字</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>大字</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>帮助</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>退出</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>SignatureBox</name>
    <message>
        <source>请用手指在这里签名</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>签名框</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>已联网</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>网络不通</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>TextBox</name>
    <message>
        <source>%1 / %2 字</source>
        <translation type="unfinished"></translation>
    </message>
</context>
<context>
    <name>WorkingPage</name>
    <message>
        <source>已付款</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
