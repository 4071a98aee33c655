<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="zh_CN">
<context>
    <name>ActionBar</name>
    <message>
        <source>维持</source>
        <translation>Keep</translation>
    </message>
    <message>
        <source>调整等级</source>
        <translation>Set level</translation>
    </message>
    <message>
        <source>复议改分</source>
        <translation>Re-score</translation>
    </message>
    <message>
        <source>表决</source>
        <translation>Vote</translation>
    </message>
    <message>
        <source>同分</source>
        <translation>Tie</translation>
    </message>
    <message>
        <source>增额</source>
        <translation>Extra place</translation>
    </message>
    <message>
        <source>暂缓</source>
        <translation>Defer</translation>
    </message>
    <message>
        <source>主评意见</source>
        <translation>Lead&apos;s view</translation>
    </message>
    <message>
        <source>复核确认</source>
        <translation>Confirm anew</translation>
    </message>
    <message>
        <source>批准增额</source>
        <translation>Grant extra place</translation>
    </message>
    <message>
        <source>{act}：填了一半，还没有确认</source>
        <translation>{act}: half filled in, not confirmed</translation>
    </message>
</context>
<context>
    <name>ActionForm</name>
    <message>
        <source>请写理由。</source>
        <translation>Write a reason.</translation>
    </message>
    <message>
        <source>请写主评意见。</source>
        <translation>Write the opinion.</translation>
    </message>
    <message>
        <source>请选评委和评审项目。</source>
        <translation>Choose the judge and the item.</translation>
    </message>
    <message>
        <source>请写改后的分数。</source>
        <translation>Write the new points.</translation>
    </message>
    <message>
        <source>这份成果在名额线上没有同分。</source>
        <translation>This entry is not tied at a line.</translation>
    </message>
    <message>
        <source>等级</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>评委</source>
        <translation>Judge</translation>
    </message>
    <message>
        <source>评审项目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>改后分数</source>
        <translation>New points</translation>
    </message>
    <message>
        <source>等次</source>
        <translation>Grade</translation>
    </message>
    <message>
        <source>同分比较（依次）</source>
        <translation>Tied entries compared, in this order</translation>
    </message>
    <message>
        <source>怎样决定</source>
        <translation>How it is decided</translation>
    </message>
    <message>
        <source>先后（编号，好的在前）</source>
        <translation>Order (codes, best first)</translation>
    </message>
    <message>
        <source>理由（会印在合议记录上）</source>
        <translation>Reason (printed in the minutes)</translation>
    </message>
    <message>
        <source>理由（可不写）</source>
        <translation>Reason (optional)</translation>
    </message>
    <message>
        <source>主评意见</source>
        <translation>Lead&apos;s opinion</translation>
    </message>
    <message>
        <source>无等级</source>
        <translation>No level</translation>
    </message>
    <message>
        <source>优秀</source>
        <translation>Excellent</translation>
    </message>
    <message>
        <source>良好</source>
        <translation>Good</translation>
    </message>
    <message>
        <source>合格</source>
        <translation>Pass</translation>
    </message>
    <message>
        <source>不合格</source>
        <translation>Fail</translation>
    </message>
    <message>
        <source>同升（申请增额）</source>
        <translation>All up (apply for extra places)</translation>
    </message>
    <message>
        <source>同落（名额空缺）</source>
        <translation>All down (the places stay empty)</translation>
    </message>
    <message>
        <source>排定先后</source>
        <translation>Put in order</translation>
    </message>
    <message>
        <source>同升（超出的等批准增额）</source>
        <translation>All up (extra ones to be granted)</translation>
    </message>
</context>
<context>
    <name>ActionPanel</name>
    <message>
        <source>确认</source>
        <translation>Confirm</translation>
    </message>
    <message>
        <source>取消 Esc</source>
        <translation>Cancel Esc</translation>
    </message>
    <message>
        <source>决定的内容</source>
        <translation>What is decided</translation>
    </message>
    <message>
        <source>确认以前先看：会有什么变化</source>
        <translation>Before confirming: what would change</translation>
    </message>
    <message>
        <source>记为出席：{who}</source>
        <translation>Noted as present: {who}</translation>
    </message>
</context>
<context>
    <name>AgendaList</name>
    <message>
        <source>议程</source>
        <translation>Agenda</translation>
    </message>
    <message>
        <source>{heading} 议定 {n}/{all}</source>
        <translation>{heading}: {n}/{all} settled</translation>
    </message>
</context>
<context>
    <name>Attendance</name>
    <message>
        <source>出席（回避者不列）</source>
        <translation>Present (recused judges are not listed)</translation>
    </message>
    <message>
        <source>组长回避，由谁主持</source>
        <translation>The chair stands aside; who leads</translation>
    </message>
    <message>
        <source>同意</source>
        <translation>For</translation>
    </message>
    <message>
        <source>反对</source>
        <translation>Against</translation>
    </message>
    <message>
        <source>弃权</source>
        <translation>Abstain</translation>
    </message>
</context>
<context>
    <name>AwayNote</name>
    <message>
        <source>撤销回避…</source>
        <translation>Take it back…</translation>
    </message>
    <message>
        <source>看下一份未评</source>
        <translation>Next entry to score</translation>
    </message>
</context>
<context>
    <name>BoardActs</name>
    <message>
        <source>复制催交话术</source>
        <translation>Copy a reminder</translation>
    </message>
    <message>
        <source>选定或退回…</source>
        <translation>Choose or return…</translation>
    </message>
    <message>
        <source>写回执…</source>
        <translation>Write receipts…</translation>
    </message>
    <message>
        <source>不收的不写回执</source>
        <translation>No receipts for those refused</translation>
    </message>
    <message>
        <source>代录纸质评分…</source>
        <translation>Copy sheets from paper…</translation>
    </message>
    <message>
        <source>复制催交话术（{name}）</source>
        <translation>Copy a reminder ({name})</translation>
    </message>
    <message>
        <source>写回执（含不收的 {n} 份）…</source>
        <translation>Write receipts ({n} for files not taken)…</translation>
    </message>
    <message>
        <source>给{name}的催交话术已复制，请粘贴到微信里。</source>
        <translation>The reminder for {name} is copied; paste it into a chat.</translation>
    </message>
</context>
<context>
    <name>BoardRows</name>
    <message>
        <source>评委</source>
        <translation>Judge</translation>
    </message>
    <message>
        <source>评分文件</source>
        <translation>Score file</translation>
    </message>
    <message>
        <source>校验码</source>
        <translation>Check code</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>{name}（组长）</source>
        <translation>{name} (chair)</translation>
    </message>
    <message>
        <source>计算中…</source>
        <translation>computing…</translation>
    </message>
    <message>
        <source>缺</source>
        <translation>missing</translation>
    </message>
    <message>
        <source>{name}（副组长）</source>
        <translation>{name} (deputy)</translation>
    </message>
</context>
<context>
    <name>BoardView</name>
    <message>
        <source>收评分文件…</source>
        <translation>Take in score files…</translation>
    </message>
    <message>
        <source>收整个文件夹或U盘…</source>
        <translation>A folder or a stick…</translation>
    </message>
    <message>
        <source>从收件箱取</source>
        <translation>From the inbox</translation>
    </message>
    <message>
        <source>停止核对</source>
        <translation>Stop checking</translation>
    </message>
    <message>
        <source>评委交件情况</source>
        <translation>Who has handed in</translation>
    </message>
    <message>
        <source>核对进度</source>
        <translation>Progress of checking</translation>
    </message>
    <message>
        <source>已收 {have}/{all} 份</source>
        <translation>{have} of {all} files are in</translation>
    </message>
    <message>
        <source>，还缺 {n} 份</source>
        <translation>, {n} missing</translation>
    </message>
    <message>
        <source>收评分文件</source>
        <translation>Take in score files</translation>
    </message>
    <message>
        <source>评分文件 (*.qcr *.qcr.txt)</source>
        <translation>Score files (*.qcr *.qcr.txt)</translation>
    </message>
    <message>
        <source>所有文件 (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>收整个文件夹或U盘</source>
        <translation>Take in a folder or a stick</translation>
    </message>
    <message>
        <source>回执写到哪个文件夹</source>
        <translation>Which folder are the receipts for?</translation>
    </message>
    <message>
        <source>您是副组长：收取和查看在这里，决定与定稿在组长{name}处</source>
        <translation>You are the deputy: receive and read here; decisions and closing are with {name}</translation>
    </message>
    <message>
        <source>，待定 {n} 份</source>
        <translation>, {n} to be chosen between</translation>
    </message>
    <message>
        <source>您是副组长：收取和查看在这里，决定与定稿在组长处</source>
        <translation>You are the deputy: receive and read here; decisions and closing are with the chair</translation>
    </message>
</context>
<context>
    <name>BodiesBox</name>
    <message>
        <source>审定表的单位…</source>
        <translation>Approval bodies…</translation>
    </message>
    <message>
        <source>上移</source>
        <translation>Up</translation>
    </message>
    <message>
        <source>下移</source>
        <translation>Down</translation>
    </message>
    <message>
        <source>添加</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>恢复原样</source>
        <translation>Reset</translation>
    </message>
    <message>
        <source>打勾的印在审定表上，按此次序；双击或按 F2 改名称。选中一个，下面改它那一栏。</source>
        <translation>The ticked ones are printed on the form (in Chinese), in this order; double-click or F2 renames. Select one to edit its box below.</translation>
    </message>
    <message>
        <source>没有打勾的单位：审定表上没有签字盖章的地方。</source>
        <translation>No body is ticked: the form has no room to sign or seal.</translation>
    </message>
    <message>
        <source>还没有单位：点“添加”，或“恢复原样”。</source>
        <translation>No bodies: press “Add” or “Restore”.</translation>
    </message>
    <message>
        <source>有几个单位都叫“{name}”，请改开。</source>
        <translation>Several bodies are called “{name}”: please rename.</translation>
    </message>
    <message>
        <source>已经有“{name}”：名称没有改。</source>
        <translation>There is a “{name}” already: not renamed.</translation>
    </message>
    <message>
        <source>审定表的单位</source>
        <translation>Bodies on the approval form</translation>
    </message>
</context>
<context>
    <name>BodyForm</name>
    <message>
        <source>先印好的话（空着就只留白）</source>
        <translation>Words printed in the box (empty: blank room)</translation>
    </message>
    <message>
        <source>签字处，用顿号隔开，最多 {n} 处</source>
        <translation>Signature lines, separated by commas, at most {n}</translation>
    </message>
    <message>
        <source>至少高</source>
        <translation>At least</translation>
    </message>
    <message>
        <source> 毫米</source>
        <translation> mm high</translation>
    </message>
    <message>
        <source>留公章的位置</source>
        <translation>Room for a seal</translation>
    </message>
    <message>
        <source>例如“负责人签字”；空着就不留签字处</source>
        <translation>E.g. 负责人签字; empty: no signature line</translation>
    </message>
    <message>
        <source>最多 {n} 处签字，现在 {have} 处：没有保存。</source>
        <translation>At most {n} signature lines; there are {have}: not saved.</translation>
    </message>
    <message>
        <source>一处签字最多 {n} 字：没有保存。</source>
        <translation>A signature line has at most {n} characters: not saved.</translation>
    </message>
</context>
<context>
    <name>BusyLine</name>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>进度</source>
        <translation>Progress</translation>
    </message>
</context>
<context>
    <name>CardBody</name>
    <message>
        <source>减 {step} 分</source>
        <translation>{step} points less</translation>
    </message>
    <message>
        <source>加 {step} 分</source>
        <translation>{step} points more</translation>
    </message>
    <message>
        <source>{name} 得分，满分 {full}</source>
        <translation>{name}: points, of {full}</translation>
    </message>
    <message>
        <source>未评</source>
        <translation>blank</translation>
    </message>
    <message>
        <source>满分</source>
        <translation>Full</translation>
    </message>
    <message>
        <source>＋ 记一条（Ctrl+M）</source>
        <translation>+ Add a note (Ctrl+M)</translation>
    </message>
    <message>
        <source>扣 {n}</source>
        <translation>{n} off</translation>
    </message>
    <message>
        <source>记 0 分？再按 Enter，并请记一条理由。</source>
        <translation>Score 0? Press Enter again, and note the reason.</translation>
    </message>
    <message>
        <source>按 Enter 清除本项得分，回到未评。</source>
        <translation>Press Enter to clear this item; it is blank again.</translation>
    </message>
    <message>
        <source>记 {n} 分</source>
        <translation>Score {n}</translation>
    </message>
    <message>
        <source>还有 {n} 条</source>
        <translation>{n} more</translation>
    </message>
    <message>
        <source>优点</source>
        <translation>Strength</translation>
    </message>
    <message>
        <source>不足</source>
        <translation>Weakness</translation>
    </message>
    <message>
        <source>建议</source>
        <translation>Suggestion</translation>
    </message>
    <message>
        <source>数字没有写完。</source>
        <translation>The number is not finished.</translation>
    </message>
</context>
<context>
    <name>CarePanel</name>
    <message>
        <source>备份到U盘</source>
        <translation>Back up to a stick</translation>
    </message>
    <message>
        <source>质评台副本 (*.qcbackup)</source>
        <translation>QC Review Desk copy (*.qcbackup)</translation>
    </message>
    <message>
        <source>异机副本：还没有</source>
        <translation>Copy off this machine: none yet</translation>
    </message>
    <message>
        <source>异机副本</source>
        <translation>Copy off this machine</translation>
    </message>
    <message>
        <source>出发检查</source>
        <translation>Travel check</translation>
    </message>
    <message>
        <source>资料下载</source>
        <translation>Files</translation>
    </message>
    <message>
        <source>现在检查</source>
        <translation>Check now</translation>
    </message>
    <message>
        <source>备份到U盘…</source>
        <translation>Back up to a stick…</translation>
    </message>
    <message>
        <source>复制文件</source>
        <translation>Copy file</translation>
    </message>
    <message>
        <source>已发出</source>
        <translation>Sent</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>资料与副本</source>
        <translation>Files and copies</translation>
    </message>
    <message>
        <source>看完可释放空间</source>
        <translation>Free space after scoring</translation>
    </message>
    <message>
        <source>联网时自动送出的：{who}</source>
        <translation>What goes out by itself when online: {who}</translation>
    </message>
    <message>
        <source>本机登记</source>
        <translation>This computer&apos;s enrolment</translation>
    </message>
    <message>
        <source>试恢复…</source>
        <translation>Try a restore…</translation>
    </message>
    <message>
        <source>U盘上的和复制的副本，只有恢复码能打开。电脑坏了，在新电脑上选“从副本恢复”。</source>
        <translation>Only the recovery code opens a copy on a stick or one that you paste. If this computer breaks, choose “Restore from a copy” on the new one.</translation>
    </message>
</context>
<context>
    <name>CareRoom</name>
    <message>
        <source>备份到U盘…</source>
        <translation>Back up to a stick…</translation>
    </message>
    <message>
        <source>复制文件，到微信里粘贴</source>
        <translation>Copy file, paste it into a chat</translation>
    </message>
    <message>
        <source>看提交情况</source>
        <translation>See the hand-in page</translation>
    </message>
    <message>
        <source>提交，还没有收妥</source>
        <translation>Hand in: not settled yet</translation>
    </message>
    <message>
        <source>上次关闭时，到“{place}”的备份还没有写完。</source>
        <translation>When the window was closed, the copy to “{place}” was not finished.</translation>
    </message>
    <message>
        <source>再备份一次</source>
        <translation>Copy again</translation>
    </message>
    <message>
        <source>看资料与副本</source>
        <translation>See files and copies</translation>
    </message>
    <message>
        <source>试恢复…</source>
        <translation>Try a restore…</translation>
    </message>
    <message>
        <source>来源可靠，继续使用</source>
        <translation>I trust it, go on</translation>
    </message>
    <message>
        <source>出发检查：{words}</source>
        <translation>Travel check: {words}</translation>
    </message>
    <message numerus="yes">
        <source>离线已评完 {n} 份，这台电脑之外还没有它们的副本。</source>
        <translation>
            <numerusform>{n} entry finished offline; there is no copy of it off this computer.</numerusform>
            <numerusform>{n} entries finished offline; there is no copy of them off this computer.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CellDelegate</name>
    <message>
        <source>没有记入：“{text}”</source>
        <translation>Not taken: “{text}”</translation>
    </message>
    <message>
        <source>数字没有写完。</source>
        <translation>The number is not finished.</translation>
    </message>
    <message>
        <source>记 0 分？再按 Enter，并请记一条理由。</source>
        <translation>Zero points? Press Enter again, and note a reason.</translation>
    </message>
</context>
<context>
    <name>ChairDesk</name>
    <message>
        <source>评审组长</source>
        <translation>Panel chair</translation>
    </message>
    <message>
        <source>← 评审</source>
        <translation>← Review</translation>
    </message>
    <message>
        <source>回到我的评审</source>
        <translation>Back to my own review</translation>
    </message>
    <message>
        <source>收件</source>
        <translation>Received</translation>
    </message>
    <message>
        <source>汇总</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>分差</source>
        <translation>Spread</translation>
    </message>
    <message>
        <source>证据</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>合议</source>
        <translation>Meeting</translation>
    </message>
    <message>
        <source>参考</source>
        <translation>Reference</translation>
    </message>
    <message>
        <source>报表</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>评语合稿</source>
        <translation>Letters</translation>
    </message>
    <message>
        <source>全季名次</source>
        <translation>Season</translation>
    </message>
    <message>
        <source>评审组长合议会</source>
        <translation>Chairs&apos; meeting</translation>
    </message>
</context>
<context>
    <name>ChairModel</name>
    <message>
        <source>{panel} · 第{n}轮 · 已收 {have}/{all}</source>
        <translation>{panel} · round {n} · {have}/{all} in</translation>
    </message>
    <message>
        <source>，待定 {n}</source>
        <translation>, {n} to be chosen between</translation>
    </message>
</context>
<context>
    <name>ChoosePanel</name>
    <message>
        <source>校验码 {code}</source>
        <translation>Check code {code}</translation>
    </message>
    <message>
        <source>这位评委交来几份不同的文件。请打电话核对校验码，再选定一份。</source>
        <translation>This judge handed in several different files. Compare check codes by telephone, then choose one.</translation>
    </message>
    <message>
        <source>请评委修改后重交：写明理由，回执会打开这位评委的修改。</source>
        <translation>To have sheets changed: give the reason; the receipt opens them for this judge.</translation>
    </message>
    <message>
        <source>选定这一份</source>
        <translation>Choose this one</translation>
    </message>
    <message>
        <source>退回修改，写回执…</source>
        <translation>Return, write the receipt…</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>理由（会印在汇总表上）</source>
        <translation>Reason (it is printed)</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>回执写到哪个文件夹</source>
        <translation>Which folder are the receipts for?</translation>
    </message>
    <message>
        <source>计算中…</source>
        <translation>computing…</translation>
    </message>
    <message>
        <source>选定这一份以后：</source>
        <translation>With this one:</translation>
    </message>
</context>
<context>
    <name>ClosePanel</name>
    <message>
        <source>定稿</source>
        <translation>Close the panel</translation>
    </message>
    <message>
        <source>把本组结果（得分、名次、建议等级和全部合议决定）写成一个签名文件（.qcp）交给组织方。以后评分或决定变了，可以再定稿一次。</source>
        <translation>Writes the panel&apos;s results (scores, ranks, proposed levels and every decision) as one signed file (.qcp) for the organiser. If scores or decisions change later, you can close again.</translation>
    </message>
    <message>
        <source>知道，仍要定稿</source>
        <translation>I know; close all the same</translation>
    </message>
    <message>
        <source>同时给每位评委写最终回执</source>
        <translation>Also final receipts for judges</translation>
    </message>
    <message>
        <source>定稿并写出文件…</source>
        <translation>Close and write the file…</translation>
    </message>
    <message>
        <source>校验码</source>
        <translation>Check code</translation>
    </message>
    <message>
        <source>请把文件交给组织方，并在电话里或当面报出校验码核对。</source>
        <translation>Hand the file to the organiser and read them the check code, on the telephone or in person.</translation>
    </message>
    <message>
        <source>{panel}-第{n}轮-小组结果</source>
        <translation>{panel}-round{n}-panel-result</translation>
    </message>
    <message>
        <source>最终回执</source>
        <translation>final-receipts</translation>
    </message>
    <message>
        <source>定稿文件写到哪个文件夹</source>
        <translation>Folder for the panel result</translation>
    </message>
    <message>
        <source>现在定稿，这些还没有定：
{ends}</source>
        <translation>Closed now, this is left undecided:
{ends}</translation>
    </message>
    <message numerus="yes">
        <source>，另有 {n} 位评委的评分未签名，组长代录</source>
        <translation>
            <numerusform>; sheets of {n} judge unsigned, copied by the chair</numerusform>
            <numerusform>; sheets of {n} judges unsigned, copied by the chair</numerusform>
        </translation>
    </message>
    <message>
        <source>。</source>
        <translation>.</translation>
    </message>
    <message>
        <source>校验码 {code}</source>
        <translation>Check code {code}</translation>
    </message>
    <message numerus="yes">
        <source>已定稿：{file}，依据 {n} 份评分文件</source>
        <translation>
            <numerusform>Closed: {file}, from {n} score file</numerusform>
            <numerusform>Closed: {file}, from {n} score files</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>，写好 {n} 份最终回执</source>
        <translation>
            <numerusform>; {n} final receipt written</numerusform>
            <numerusform>; {n} final receipts written</numerusform>
        </translation>
    </message>
    <message>
        <source>，最终回执没有写完，请再定稿一次补写</source>
        <translation>, final receipts are missing: close once more to write them</translation>
    </message>
</context>
<context>
    <name>CodePage</name>
    <message>
        <source>请抄下恢复码</source>
        <translation>Write down the recovery code</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>电脑损坏或忘记口令时，用它找回全部评分。组织方没有，也不会索要。</source>
        <translation>It brings all your work back when the computer is broken or the passphrase forgotten. The organiser does not have it and will never ask for it.</translation>
    </message>
</context>
<context>
    <name>CodeSheet</name>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>存为 PDF…</source>
        <translation>Save as PDF…</translation>
    </message>
    <message>
        <source>复制</source>
        <translation>Copy</translation>
    </message>
    <message>
        <source>我已抄下，并与电脑分开放</source>
        <translation>I have written it down and keep it away from the computer</translation>
    </message>
    <message>
        <source>恢复码 {code}</source>
        <translation>Recovery code {code}</translation>
    </message>
</context>
<context>
    <name>ComparePanel</name>
    <message>
        <source>两份对比</source>
        <translation>Compare two</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>收起对比</source>
        <translation>Close the comparison</translation>
    </message>
    <message>
        <source>在表里移到另一行，即与它对比。</source>
        <translation>Go to another row of the table to compare with it.</translation>
    </message>
    <message>
        <source>总分</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>项目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>相差</source>
        <translation>Apart</translation>
    </message>
</context>
<context>
    <name>CopyModel</name>
    <message>
        <source>已备份到 {place}</source>
        <translation>Backed up to {place}</translation>
    </message>
    <message>
        <source>已存到 {place}。这里是本机硬盘，电脑坏了就一起没了：请再拷到U盘。</source>
        <translation>Saved to {place}. That is this computer&apos;s own disk and is lost with it: copy the file to a stick as well.</translation>
    </message>
    <message>
        <source>文件已复制，到微信里粘贴给自己（文件传输助手）。发出后点“已发出”。</source>
        <translation>The file is copied: paste it into a chat with yourself. Press “Sent” when it has gone out.</translation>
    </message>
    <message>
        <source>已记下：副本在本机之外。</source>
        <translation>Noted: a copy lies off this machine.</translation>
    </message>
</context>
<context>
    <name>Counted</name>
    <message>
        <source>最多 {most} 字，现在 {n} 字，请写短一些。</source>
        <translation>At most {most} characters; this has {n}. Please shorten it.</translation>
    </message>
    <message>
        <source>{n}/{most} 字</source>
        <translation>{n}/{most} characters</translation>
    </message>
</context>
<context>
    <name>CoverPage</name>
    <message>
        <source>投影模式：这一页不给会场看</source>
        <translation>Mirrored screen: this page is not for the hall</translation>
    </message>
    <message>
        <source>这一页有只供组长看的内容。收件、汇总和合议可以照常使用，评委以字母代替。</source>
        <translation>This page holds what only the chair may see. Received, Results and Meeting work as usual, with letters for judges.</translation>
    </message>
    <message>
        <source>关闭投影模式</source>
        <translation>End mirrored screen</translation>
    </message>
</context>
<context>
    <name>Crops</name>
    <message>
        <source>这一处画不出来。</source>
        <translation>This place cannot be drawn.</translation>
    </message>
</context>
<context>
    <name>DamagedPage</name>
    <message>
        <source>这台电脑上的评分数据打不开</source>
        <translation>The work on this computer does not open</translation>
    </message>
    <message>
        <source>正在查看本机的备份…</source>
        <translation>Looking at the backups on this computer…</translation>
    </message>
    <message>
        <source>本机的备份</source>
        <translation>Backups on this computer</translation>
    </message>
    <message>
        <source>损坏的文件移到档案里的 moved-aside 文件夹，不会删除。备份以后评的要重新评。</source>
        <translation>The damaged file is kept in the folder moved-aside. What was scored after the backup must be scored again.</translation>
    </message>
    <message>
        <source>恢复这份备份</source>
        <translation>Restore this backup</translation>
    </message>
    <message>
        <source>用 .qcbackup 副本恢复…</source>
        <translation>Restore a .qcbackup…</translation>
    </message>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>本机有 {n} 份完好的备份，最新的在前：</source>
        <translation>Intact backups on this computer, newest first ({n}):</translation>
    </message>
    <message>
        <source>本机没有完好的备份。</source>
        <translation>There is no whole backup on this computer.</translation>
    </message>
    <message>
        <source>备份打不开。</source>
        <translation>The backup cannot be opened.</translation>
    </message>
    <message>
        <source>没有可用的副本？用组织方新发的邀请从头开始…</source>
        <translation>No usable copy? Begin anew with a new invitation from the organiser…</translation>
    </message>
</context>
<context>
    <name>DeskTools</name>
    <message>
        <source>撤销：{what}（Ctrl+Z）</source>
        <translation>Undo: {what} (Ctrl+Z)</translation>
    </message>
    <message>
        <source>重做（Ctrl+Y）</source>
        <translation>Redo (Ctrl+Y)</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>投影模式</source>
        <translation>Mirrored</translation>
    </message>
    <message>
        <source>屏幕与会场相同时用：各页不显示评委姓名、统计和记录</source>
        <translation>For a screen the hall sees too: pages show no judge&apos;s name, no statistics, no log</translation>
    </message>
</context>
<context>
    <name>DeskWindow</name>
    <message>
        <source>质评台</source>
        <translation>QC Review Desk</translation>
    </message>
    <message>
        <source>“{name}”等打开评审以后再读。</source>
        <translation>“{name}” will be read once the review is open.</translation>
    </message>
    <message>
        <source>正在打开另一个赛季的窗口，打开后这里会关闭。</source>
        <translation>Opening the other season&apos;s window; this one closes when it is there.</translation>
    </message>
</context>
<context>
    <name>DoctorPanel</name>
    <message>
        <source>正在检查…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>体检</source>
        <translation>Doctor</translation>
    </message>
    <message>
        <source>复制结果</source>
        <translation>Copy the result</translation>
    </message>
</context>
<context>
    <name>DocumentView</name>
    <message>
        <source>优</source>
        <translation>S</translation>
    </message>
    <message>
        <source>建</source>
        <translation>A</translation>
    </message>
    <message>
        <source>缺</source>
        <translation>W</translation>
    </message>
</context>
<context>
    <name>DrillPanel</name>
    <message>
        <source>选择副本</source>
        <translation>Choose a copy</translation>
    </message>
    <message>
        <source>质评台副本 (*.qcbackup)</source>
        <translation>QC Review Desk copy (*.qcbackup)</translation>
    </message>
    <message>
        <source>所有文件 (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>正在试恢复…</source>
        <translation>Trying the restore…</translation>
    </message>
    <message>
        <source>试恢复</source>
        <translation>Try a restore</translation>
    </message>
    <message>
        <source>像新电脑一样，用恢复码打开一份副本：看副本好不好，纸上的恢复码对不对。本机不受影响。</source>
        <translation>Opens a copy with the recovery code, as a new computer would: are the copy and the code on paper good? Nothing here is changed.</translation>
    </message>
    <message>
        <source>恢复码</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>试一试</source>
        <translation>Try it</translation>
    </message>
    <message>
        <source>选择副本文件…</source>
        <translation>Choose a copy…</translation>
    </message>
    <message>
        <source>与本机现在的评分一致。</source>
        <translation>It is the same as your work here now.</translation>
    </message>
    <message>
        <source>能恢复。{copy}。{tail}</source>
        <translation>It can be restored. {copy}. {tail}</translation>
    </message>
    <message>
        <source>副本打不开。</source>
        <translation>The copy does not open.</translation>
    </message>
    <message numerus="yes">
        <source>此后本机有 {n} 份改过，请再备份一次。</source>
        <translation>
            <numerusform>{n} entry has changed here since; back up once more.</numerusform>
            <numerusform>{n} entries have changed here since; back up once more.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EmptyPage</name>
    <message>
        <source>还没有邀请文件</source>
        <translation>No invitation yet</translation>
    </message>
    <message>
        <source>组织方会用微信或邮件发来一个 .qcinvite 文件。打开它，或把它拖到这里。</source>
        <translation>The organiser sends a .qcinvite file by chat or mail. Open it, or drop it here.</translation>
    </message>
    <message>
        <source>打开邀请文件…</source>
        <translation>Open invitation…</translation>
    </message>
    <message>
        <source>邀请是一段文字？粘贴</source>
        <translation>Is it a text? Paste it</translation>
    </message>
    <message>
        <source>换了电脑？从副本恢复</source>
        <translation>New computer? Restore from a copy</translation>
    </message>
    <message>
        <source>所有文件 (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>打开邀请文件</source>
        <translation>Open invitation</translation>
    </message>
    <message>
        <source>邀请文件 (*.qcinvite)</source>
        <translation>Invitations (*.qcinvite)</translation>
    </message>
</context>
<context>
    <name>EntriesDrawer</name>
    <message>
        <source>搜索编号、课题、小组、单位</source>
        <translation>Search code, topic, circle, unit</translation>
    </message>
    <message>
        <source>搜索成果</source>
        <translation>Search entries</translation>
    </message>
    <message>
        <source>按状态筛选</source>
        <translation>Filter by state</translation>
    </message>
    <message>
        <source>成果列表</source>
        <translation>List of entries</translation>
    </message>
    <message>
        <source>全部状态</source>
        <translation>All states</translation>
    </message>
    <message>
        <source>按领域筛选</source>
        <translation>Filter by field</translation>
    </message>
    <message>
        <source>全部领域</source>
        <translation>All fields</translation>
    </message>
    <message>
        <source>在全部资料里找“{words}”</source>
        <translation>Find “{words}” in all papers</translation>
    </message>
    <message>
        <source>没有符合条件的成果。</source>
        <translation>No entry matches.</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>课题</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>领域</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>总分</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>搜索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>【主评】{title}</source>
        <translation>[Lead] {title}</translation>
    </message>
    <message>
        <source>撤销 {code} 的回避…</source>
        <translation>Take back {code}…</translation>
    </message>
    <message>
        <source>回避 {code}…</source>
        <translation>Recuse {code}…</translation>
    </message>
    <message>
        <source>您从 {n} 号开始评</source>
        <translation>you begin with no. {n}</translation>
    </message>
    <message>
        <source>序号</source>
        <translation>No.</translation>
    </message>
    <message>
        <source>撤销…</source>
        <translation>Take back…</translation>
    </message>
    <message>
        <source>回避…</source>
        <translation>Recuse…</translation>
    </message>
    <message numerus="yes">
        <source>{n} 份</source>
        <translation>
            <numerusform>{n} entry</numerusform>
            <numerusform>{n} entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EntryNotice</name>
    <message>
        <source>看新版</source>
        <translation>Newer version</translation>
    </message>
    <message>
        <source>看旧版</source>
        <translation>Older version</translation>
    </message>
    <message>
        <source>本份已撤出，不计分。您的评分仍保存着。</source>
        <translation>This entry was taken out and is not counted. Your points are kept.</translation>
    </message>
    <message>
        <source>本份用于试评，不计入结果。</source>
        <translation>This entry is for practice and is not counted.</translation>
    </message>
    <message>
        <source>{title} {month}月{day}日已更换</source>
        <translation>{title} was replaced on {month}/{day}</translation>
    </message>
    <message>
        <source>重新下载</source>
        <translation>Fetch again</translation>
    </message>
    <message>
        <source>、</source>
        <translation>, </translation>
    </message>
    <message>
        <source>“{name}”已释放，可重新下载。</source>
        <translation>“{name}” was freed and can be fetched again.</translation>
    </message>
    <message numerus="yes">
        <source>，{n} 条证据指旧版</source>
        <translation>
            <numerusform>, {n} note points at the older version</numerusform>
            <numerusform>, {n} notes point at the older version</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EntryPane</name>
    <message>
        <source>请从左边的议程选一份成果。</source>
        <translation>Choose an entry from the agenda on the left.</translation>
    </message>
    <message>
        <source>各评委逐项得分</source>
        <translation>Points by item and judge</translation>
    </message>
    <message>
        <source>名额线附近</source>
        <translation>Near the line</translation>
    </message>
    <message>
        <source>哪一条名额线</source>
        <translation>Which line</translation>
    </message>
    <message>
        <source>，由{name}主持</source>
        <translation>; {name} leads</translation>
    </message>
    <message>
        <source>（待复核）</source>
        <translation> (to be confirmed)</translation>
    </message>
    <message>
        <source>评委建议等级：{list}</source>
        <translation>Levels proposed by judges: {list}</translation>
    </message>
    <message>
        <source>已有决定：</source>
        <translation>Decided so far:</translation>
    </message>
    <message>
        <source>还没有决定。</source>
        <translation>Nothing is decided yet.</translation>
    </message>
    <message>
        <source>，理由：{text}</source>
        <translation>; reason: {text}</translation>
    </message>
    <message>
        <source>用时 {time}</source>
        <translation>Time {time}</translation>
    </message>
    <message>
        <source>同分并列</source>
        <translation>Tied entries side by side</translation>
    </message>
</context>
<context>
    <name>EntryPanel</name>
    <message>
        <source>一份成果</source>
        <translation>One entry</translation>
    </message>
    <message>
        <source>评审项目 × 评委</source>
        <translation>Items × judges</translation>
    </message>
    <message>
        <source>证据</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>各评委在所选项目的证据</source>
        <translation>The judges&apos; evidence on the chosen item</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>收起这份成果</source>
        <translation>Close this entry</translation>
    </message>
    <message>
        <source>评审项目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>极差</source>
        <translation>Range</translation>
    </message>
    <message>
        <source>平均</source>
        <translation>Mean</translation>
    </message>
</context>
<context>
    <name>EvidenceChoice</name>
    <message>
        <source>评审项目</source>
        <translation>Item</translation>
    </message>
    <message>
        <source>项目（配分）极差/限</source>
        <translation>Item (full points): range/limit</translation>
    </message>
    <message>
        <source>{name}（{full}）极差 {x}/限 {limit}</source>
        <translation>{name} ({full}): {x}/{limit}</translation>
    </message>
    <message>
        <source> 需复议</source>
        <translation> discuss</translation>
    </message>
    <message>
        <source>回避</source>
        <translation>recused</translation>
    </message>
    <message numerus="yes">
        <source>{n} 条记录</source>
        <translation>
            <numerusform>{n} note</numerusform>
            <numerusform>{n} notes</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>EvidenceColumn</name>
    <message>
        <source>回避</source>
        <translation>recused</translation>
    </message>
    <message>
        <source>总分为最高，已去掉</source>
        <translation>highest total, dropped</translation>
    </message>
    <message>
        <source>总分为最低，已去掉</source>
        <translation>lowest total, dropped</translation>
    </message>
    <message>
        <source>复议改分，原分在前</source>
        <translation>changed in discussion, the original first</translation>
    </message>
    <message>
        <source>组长代录，没有随附记录</source>
        <translation>copied by the chair, without notes</translation>
    </message>
    <message>
        <source>这一项没有写记录。</source>
        <translation>Nothing noted on this item.</translation>
    </message>
    <message>
        <source>优点</source>
        <translation>Strength</translation>
    </message>
    <message>
        <source>不足</source>
        <translation>Weakness</translation>
    </message>
    <message>
        <source>改进建议</source>
        <translation>Suggestion</translation>
    </message>
    <message>
        <source>总体评价</source>
        <translation>Overall remark</translation>
    </message>
    <message>
        <source>组内</source>
        <translation>panel only</translation>
    </message>
    <message>
        <source>{name} 引用的原处：{place}，回车打开</source>
        <translation>Cited by {name}: {place}, Enter opens it</translation>
    </message>
    <message>
        <source>回车或点击：打开这一处</source>
        <translation>Enter or click: open this place</translation>
    </message>
    <message>
        <source>正在取原处…</source>
        <translation>Fetching the place…</translation>
    </message>
    <message>
        <source>正在取 {time} 的画面…</source>
        <translation>Fetching the picture at {time}…</translation>
    </message>
</context>
<context>
    <name>EvidenceModel</name>
    <message>
        <source>这一条没有指明原处，不能投影。</source>
        <translation>This note names no place, so it cannot be projected.</translation>
    </message>
    <message>
        <source>会场现在看到：{words}</source>
        <translation>The hall now sees: {words}</translation>
    </message>
</context>
<context>
    <name>EvidencePage</name>
    <message>
        <source>各评委的证据</source>
        <translation>The judges&apos; evidence</translation>
    </message>
    <message>
        <source>← 返回</source>
        <translation>← Back</translation>
    </message>
    <message>
        <source>上一份</source>
        <translation>Previous</translation>
    </message>
    <message>
        <source>下一份</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>投影原处 Ctrl+D</source>
        <translation>Project place Ctrl+D</translation>
    </message>
    <message>
        <source>投影整页</source>
        <translation>Project page</translation>
    </message>
    <message>
        <source>{words}。这份成果的记录和原处不向回避的组长显示；合议由他人主持，请主持人在会上请评委说明。</source>
        <translation>{words}. Notes and places of this entry are not shown to a chair who stands aside; somebody else leads, and asks the judges in the meeting.</translation>
    </message>
    <message>
        <source>这几位评委没有指明可以显示的原处。</source>
        <translation>None of these judges names a place that can be shown.</translation>
    </message>
    <message>
        <source>Ctrl+↑↓ 换项目 · Ctrl+PgUp/PgDn 换成果 · 数字 选评委 · Enter 打开原处 · Esc 返回</source>
        <translation>Ctrl+↑↓ item · Ctrl+PgUp/PgDn entry · digits choose judges · Enter opens the place · Esc back</translation>
    </message>
</context>
<context>
    <name>EvidenceViewer</name>
    <message>
        <source>正在打开…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>原处</source>
        <translation>The place</translation>
    </message>
    <message>
        <source>资料原页</source>
        <translation>Page of the file</translation>
    </message>
    <message>
        <source>收起 Esc</source>
        <translation>Close Esc</translation>
    </message>
    <message>
        <source>收起原处</source>
        <translation>Close the place</translation>
    </message>
    <message>
        <source>打不开这份资料。</source>
        <translation>This file cannot be opened.</translation>
    </message>
</context>
<context>
    <name>FieldChoice</name>
    <message>
        <source>全部领域</source>
        <translation>All fields</translation>
    </message>
    <message>
        <source>合议哪个领域</source>
        <translation>Which field the meeting goes through</translation>
    </message>
</context>
<context>
    <name>FindPanel</name>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>本文件</source>
        <translation>This file</translation>
    </message>
    <message>
        <source>整批</source>
        <translation>All entries</translation>
    </message>
    <message>
        <source>Ctrl+F 在两者间切换</source>
        <translation>Ctrl+F changes between the two</translation>
    </message>
    <message>
        <source>上一处</source>
        <translation>Previous find</translation>
    </message>
    <message>
        <source>下一处</source>
        <translation>Next find</translation>
    </message>
    <message>
        <source>在本文件中查找</source>
        <translation>Find in this document</translation>
    </message>
    <message>
        <source>查找结果</source>
        <translation>Finds</translation>
    </message>
    <message>
        <source>在整批资料中查找</source>
        <translation>Find in all entries</translation>
    </message>
    <message>
        <source>{n} 处</source>
        <translation>{n} found</translation>
    </message>
    <message>
        <source>没有找到。</source>
        <translation>Nothing found.</translation>
    </message>
    <message numerus="yes">
        <source>还有 {n} 份资料在建索引。</source>
        <translation>
            <numerusform>{n} document is still being indexed.</numerusform>
            <numerusform>{n} documents are still being indexed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FoundCopyPage</name>
    <message>
        <source>发现 {copy}</source>
        <translation>Found: {copy}</translation>
    </message>
    <message>
        <source>这是您在旧电脑上的评分。取回后旧电脑停用；在本机已经评的，以本机为准。</source>
        <translation>This is your scoring from the earlier computer, which is retired once it is brought back. What you entered here stands.</translation>
    </message>
    <message>
        <source>旧电脑的恢复码（可不填，填了能取回私记）</source>
        <translation>Recovery code of the earlier computer (optional: brings private notes back)</translation>
    </message>
    <message>
        <source>旧电脑的恢复码，可不填</source>
        <translation>Recovery code of the earlier computer, optional</translation>
    </message>
    <message>
        <source>取回评分</source>
        <translation>Bring it back</translation>
    </message>
    <message>
        <source>先不取回</source>
        <translation>Not now</translation>
    </message>
</context>
<context>
    <name>FreeBox</name>
    <message>
        <source>评分、记录和证据都留着，资料以后可重新下载。</source>
        <translation>Scores, notes and evidence stay; the files can be fetched again.</translation>
    </message>
    <message>
        <source>评完的成果，资料可以在这里释放；评分和证据不受影响。</source>
        <translation>Once an entry is scored, its files can be freed here; scores and evidence are not affected.</translation>
    </message>
    <message>
        <source>已选 {n} 份，可腾出 {size}</source>
        <translation>Chosen: {n} · {size} to gain</translation>
    </message>
    <message>
        <source>所选的没有可以释放的资料</source>
        <translation>Nothing of what is chosen can be freed</translation>
    </message>
    <message>
        <source>释放 {size}</source>
        <translation>Free {size}</translation>
    </message>
    <message>
        <source>释放</source>
        <translation>Free</translation>
    </message>
    <message>
        <source>只释放视频，报告留着</source>
        <translation>Free videos only, keep reports</translation>
    </message>
    <message>
        <source>撤销：重新下载</source>
        <translation>Undo: fetch again</translation>
    </message>
    <message>
        <source>可以释放资料的成果</source>
        <translation>Entries whose files can be freed</translation>
    </message>
    <message>
        <source>已释放 {size}</source>
        <translation>{size} freed</translation>
    </message>
    <message>
        <source>与别的成果共用</source>
        <translation>shared with others</translation>
    </message>
    <message>
        <source>重新下载</source>
        <translation>Fetch again</translation>
    </message>
    <message>
        <source>重新下载 {code}</source>
        <translation>Fetch {code} again</translation>
    </message>
</context>
<context>
    <name>FreeModel</name>
    <message>
        <source>已释放 {n} 份，腾出 {size}。</source>
        <translation>Entries freed: {n} · {size} gained.</translation>
    </message>
    <message numerus="yes">
        <source>{n} 个文件正在使用，下次启动时释放。</source>
        <translation>
            <numerusform>{n} file is in use and goes at the next start.</numerusform>
            <numerusform>{n} files are in use and go at the next start.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>GatePage</name>
    <message>
        <source>请先提交自己的评分</source>
        <translation>Hand in your own scores first</translation>
    </message>
    <message>
        <source>在这之前只显示谁已交、谁还缺，不显示任何分数。收到的文件都会保存。</source>
        <translation>Until then only who has handed in and who is missing is shown, never a point. Files that arrive are kept.</translation>
    </message>
    <message>
        <source>去提交我的评分</source>
        <translation>Hand in my scores</translation>
    </message>
    <message>
        <source>组长不评分，或有紧急情况：写明理由可提前查看，理由会印在每张汇总表上。</source>
        <translation>A chair who does not score, or an emergency: with a reason the points can be opened early. The reason is printed on every summary.</translation>
    </message>
    <message>
        <source>提前查看的理由</source>
        <translation>Reason for opening early</translation>
    </message>
    <message>
        <source>提前查看</source>
        <translation>Open early</translation>
    </message>
</context>
<context>
    <name>Grid</name>
    <message>
        <source>编号</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>课题</source>
        <translation>Topic</translation>
    </message>
    <message>
        <source>总分</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>状态</source>
        <translation>State</translation>
    </message>
    <message>
        <source>序号</source>
        <translation>No.</translation>
    </message>
</context>
<context>
    <name>HallView</name>
    <message>
        <source>已用时 {time}</source>
        <translation>{time} gone</translation>
    </message>
    <message>
        <source>已超过 15 分钟</source>
        <translation>Over 15 minutes</translation>
    </message>
    <message>
        <source>停表 空格</source>
        <translation>Stop (Space)</translation>
    </message>
    <message>
        <source>计时 空格</source>
        <translation>Start (Space)</translation>
    </message>
    <message>
        <source>开始或停止计时</source>
        <translation>Start or stop the time</translation>
    </message>
    <message>
        <source>发表现场</source>
        <translation>Presentation hall</translation>
    </message>
    <message>
        <source>归零</source>
        <translation>Reset</translation>
    </message>
    <message>
        <source>回到资料</source>
        <translation>Back to documents</translation>
    </message>
    <message>
        <source>发表序号 {n}</source>
        <translation>Presentation {n}</translation>
    </message>
    <message>
        <source>组内序号 {n}</source>
        <translation>No. {n} of the panel</translation>
    </message>
</context>
<context>
    <name>HandedInPage</name>
    <message>
        <source>已提交，等组长的回执</source>
        <translation>Handed in, waiting for the chair&apos;s receipt</translation>
    </message>
    <message>
        <source>组长的回执有问题</source>
        <translation>The chair&apos;s receipt does not agree</translation>
    </message>
    <message>
        <source>已在 {at} 申请退回修改；组长退回以后才能改。</source>
        <translation>You asked for it back on {at}; it can be changed once the chair returns it.</translation>
    </message>
    <message>
        <source>校验码（抄下来，开会时念给组长核对）</source>
        <translation>Check code (write it down and read it to the chair at the meeting)</translation>
    </message>
    <message>
        <source>评分文件：{place}</source>
        <translation>Score file: {place}</translation>
    </message>
    <message>
        <source>已上传。组长合并以后会有回执，联网时自动取回。</source>
        <translation>Sent. The chair answers with a receipt after merging; it is fetched by itself when there is a network.</translation>
    </message>
    <message>
        <source>复制文件</source>
        <translation>Copy file</translation>
    </message>
    <message>
        <source>存到U盘…</source>
        <translation>Save to a stick…</translation>
    </message>
    <message>
        <source>导出评分表和签名页…</source>
        <translation>Export sheets and signature page…</translation>
    </message>
    <message>
        <source>读取回执…</source>
        <translation>Read a receipt…</translation>
    </message>
    <message>
        <source>申请退回修改…</source>
        <translation>Ask for it back…</translation>
    </message>
    <message>
        <source>返回评审</source>
        <translation>Back to the entries</translation>
    </message>
    <message>
        <source>还没有上传：联网时会自动上传，也可以现在上传；或者复制文件、存到U盘，交给组长。</source>
        <translation>Not sent yet: it goes by itself when there is a network, or now; or copy the file, or save it to a stick, and give it to the chair.</translation>
    </message>
    <message>
        <source>正在上传…</source>
        <translation>Uploading…</translation>
    </message>
    <message>
        <source>现在上传</source>
        <translation>Upload now</translation>
    </message>
    <message>
        <source>存到U盘</source>
        <translation>Save to a stick</translation>
    </message>
    <message>
        <source>评分文件 (*.qcr)</source>
        <translation>Score file (*.qcr)</translation>
    </message>
    <message>
        <source>读取回执</source>
        <translation>Read a receipt</translation>
    </message>
    <message>
        <source>回执 (*.qcreceipt)</source>
        <translation>Receipts (*.qcreceipt)</translation>
    </message>
    <message>
        <source>所有文件 (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message numerus="yes">
        <source>{n} 份评分，{m} 份回避。</source>
        <translation>
            <numerusform>{n} entry scored, {m} recused.</numerusform>
            <numerusform>{n} entries scored, {m} recused.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>HintLine</name>
    <message>
        <source>仅自己可见 {n}/{all}</source>
        <translation>For your eyes only {n}/{all}</translation>
    </message>
    <message>
        <source>下一条</source>
        <translation>Next</translation>
    </message>
    <message>
        <source>下一条提示</source>
        <translation>Next hint</translation>
    </message>
    <message>
        <source>打开 {code}</source>
        <translation>Open {code}</translation>
    </message>
    <message>
        <source>仅自己可见的提示</source>
        <translation>Hints for your eyes only</translation>
    </message>
</context>
<context>
    <name>IncomingPanel</name>
    <message>
        <source>收下以前先看：还没有任何改动</source>
        <translation>Preview: nothing is changed yet</translation>
    </message>
    <message>
        <source>来件预览</source>
        <translation>Preview of the files</translation>
    </message>
    <message>
        <source>放弃</source>
        <translation>Do not take</translation>
    </message>
    <message>
        <source>放弃，什么也不改</source>
        <translation>Drop, change nothing</translation>
    </message>
    <message>
        <source>待复核：{words}</source>
        <translation>To confirm anew: {words}</translation>
    </message>
    <message>
        <source>收下以后还缺：{who}</source>
        <translation>Still missing afterwards: {who}</translation>
    </message>
    <message>
        <source>提交自己的评分以后才显示名次和等级的变化。</source>
        <translation>Changes of rank and level are shown after you hand in your own scores.</translation>
    </message>
    <message>
        <source>全部收下（{n} 份）</source>
        <translation>Take all ({n})</translation>
    </message>
    <message>
        <source>收下勾选的 {n} 份</source>
        <translation>Take the {n} ticked</translation>
    </message>
    <message>
        <source>来件，打勾的收下</source>
        <translation>Files that came; those ticked are taken</translation>
    </message>
    <message numerus="yes">
        <source>另有 {n} 份名次或等级变化</source>
        <translation>
            <numerusform>{n} more change of rank or level</numerusform>
            <numerusform>{n} more changes of rank or level</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>InvitationPage</name>
    <message>
        <source>这是给您的邀请吗？</source>
        <translation>Is this invitation for you?</translation>
    </message>
    <message>
        <source>您在另一台电脑上评过，确认后可以取回。</source>
        <translation>You have scored on another computer; that work can be brought back.</translation>
    </message>
    <message>
        <source>是我，继续</source>
        <translation>This is me, go on</translation>
    </message>
    <message>
        <source>不是我</source>
        <translation>Not me</translation>
    </message>
    <message>
        <source>正在查询姓名和专业组…</source>
        <translation>Looking up name and panel…</translation>
    </message>
    <message>
        <source>评审活动</source>
        <translation>Season</translation>
    </message>
    <message>
        <source>姓名</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>单位</source>
        <translation>Unit</translation>
    </message>
    <message>
        <source>专业组</source>
        <translation>Panel</translation>
    </message>
    <message>
        <source>评委编号</source>
        <translation>Judge</translation>
    </message>
    <message>
        <source>评审任务</source>
        <translation>Assignment</translation>
    </message>
    <message>
        <source>截止时间</source>
        <translation>Deadline</translation>
    </message>
    <message>
        <source>邀请有效期至</source>
        <translation>Valid until</translation>
    </message>
    <message>
        <source>6 位验证码</source>
        <translation>Six digits</translation>
    </message>
    <message>
        <source>组织方用电话或短信另行告知</source>
        <translation>told to you apart, by telephone or message</translation>
    </message>
    <message>
        <source>正在核对验证码…</source>
        <translation>Checking the code…</translation>
    </message>
    <message>
        <source>验证码是 6 位数字，这里有 {n} 位。</source>
        <translation>The code has 6 digits; this has {n}.</translation>
    </message>
    <message>
        <source>请与通知上印的赛季码比较，一致再继续。</source>
        <translation>Compare the season code with the printed notice; go on only when they are equal.</translation>
    </message>
    <message>
        <source>现在连不上资料来源，姓名和专业组稍后显示；赛季码一致就可以继续。</source>
        <translation>The source cannot be reached now; name and panel follow later. If the season code is equal you can go on.</translation>
    </message>
    <message>
        <source>赛季码</source>
        <translation>Season code</translation>
    </message>
    <message>
        <source>确认后从头开始：打不开的评分移到档案里的 moved-aside 文件夹，不会删除。</source>
        <translation>This begins from the start: the scores that cannot be opened are moved to the folder moved-aside in the profile; nothing is deleted.</translation>
    </message>
    <message>
        <source>先不下载资料，签完承诺书由我选择</source>
        <translation>Load no files yet; I choose after signing</translation>
    </message>
    <message numerus="yes">
        <source>{n} 份成果，资料 {size}</source>
        <translation>
            <numerusform>{n} entry, {size} of files</numerusform>
            <numerusform>{n} entries, {size} of files</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ItemCard</name>
    <message>
        <source>未完 {text}</source>
        <translation>typed {text}</translation>
    </message>
    <message>
        <source>未评</source>
        <translation>blank</translation>
    </message>
    <message>
        <source>{n} {name}，{state}，满分 {full}</source>
        <translation>{n} {name}, {state}, of {full}</translation>
    </message>
</context>
<context>
    <name>KeyButton</name>
    <message>
        <source>{action}：{keys}，按下可改</source>
        <translation>{action}: {keys}, press to change</translation>
    </message>
    <message>
        <source>请按新的组合…</source>
        <translation>Press the new keys…</translation>
    </message>
</context>
<context>
    <name>KeySheet</name>
    <message>
        <source>已改，立即生效。</source>
        <translation>Changed, in force now.</translation>
    </message>
    <message>
        <source>快捷键（点右边的组合可以改）</source>
        <translation>Keys (click a combination to change it)</translation>
    </message>
    <message>
        <source>全部恢复</source>
        <translation>Restore all</translation>
    </message>
    <message>
        <source>关闭 Esc</source>
        <translation>Close Esc</translation>
    </message>
    <message>
        <source>快捷键</source>
        <translation>Keys</translation>
    </message>
    <message>
        <source>带 Alt、空格和输入法占用的组合不能用。</source>
        <translation>Combinations with Alt, the space bar, or those of an input method cannot be used.</translation>
    </message>
    <message>
        <source>固定的键</source>
        <translation>Fixed keys</translation>
    </message>
</context>
<context>
    <name>LetterAside</name>
    <message>
        <source>这份成果的评语不给回避的人看。请选由谁到这台电脑前合稿；转到另一封信时，这里重新盖上。</source>
        <translation>Notes on this entry are not shown to a person who stands aside. Choose who sits down to write the letter; it is covered again when another letter is opened.</translation>
    </message>
    <message>
        <source>由谁合稿</source>
        <translation>Who writes it</translation>
    </message>
    <message>
        <source>请选择</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>由这位评委合稿</source>
        <translation>This judge writes it</translation>
    </message>
</context>
<context>
    <name>LetterItems</name>
    <message>
        <source>还没有收到这份成果的评语。可以在各评审项目下自己写。</source>
        <translation>No notes on this entry have arrived. You can write your own under each item.</translation>
    </message>
    <message>
        <source>各评审项目的评语</source>
        <translation>Notes by item</translation>
    </message>
</context>
<context>
    <name>LetterPreview</name>
    <message>
        <source>{why}定稿后才能打印和保存。</source>
        <translation>{why} It can be printed and saved once it is final.</translation>
    </message>
    <message>
        <source>正在排版…</source>
        <translation>Setting the page…</translation>
    </message>
</context>
<context>
    <name>LetterStateBar</name>
    <message>
        <source>送主评</source>
        <translation>To the lead</translation>
    </message>
    <message>
        <source>定稿</source>
        <translation>Make final</translation>
    </message>
    <message>
        <source>退回草稿</source>
        <translation>Back to draft</translation>
    </message>
    <message>
        <source>定稿人</source>
        <translation>Finished by</translation>
    </message>
    <message>
        <source>请选择</source>
        <translation>Choose</translation>
    </message>
    <message>
        <source>退回的理由</source>
        <translation>Why it goes back</translation>
    </message>
</context>
<context>
    <name>LettersList</name>
    <message>
        <source>反馈信</source>
        <translation>Letters to the circles</translation>
    </message>
</context>
<context>
    <name>LettersPage</name>
    <message>
        <source>评语合稿</source>
        <translation>Letters</translation>
    </message>
    <message>
        <source>◀ 上一封</source>
        <translation>◀ Previous</translation>
    </message>
    <message>
        <source>下一封 ▶</source>
        <translation>Next ▶</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message>
        <source>重做</source>
        <translation>Redo</translation>
    </message>
    <message>
        <source>预览</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>总体评价</source>
        <translation>Remarks</translation>
    </message>
    <message>
        <source>合并重复（{n}）</source>
        <translation>Merge duplicates ({n})</translation>
    </message>
    <message>
        <source>没有保存，改动还在这里</source>
        <translation>Not saved; the changes are still here</translation>
    </message>
    <message>
        <source>正在保存…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>已保存</source>
        <translation>Saved</translation>
    </message>
</context>
<context>
    <name>LicencePanel</name>
    <message>
        <source>许可证</source>
        <translation>Licences</translation>
    </message>
    <message>
        <source>用到的软件和字体</source>
        <translation>Software and fonts used</translation>
    </message>
    <message>
        <source>许可证全文</source>
        <translation>Full text of the licence</translation>
    </message>
    <message>
        <source>选一行看许可证全文</source>
        <translation>Choose a line to read the licence</translation>
    </message>
</context>
<context>
    <name>LineChoice</name>
    <message>
        <source>看哪一条名额线</source>
        <translation>Which line to look at</translation>
    </message>
</context>
<context>
    <name>LoadBox</name>
    <message>
        <source>还没有资料目录</source>
        <translation>No list of files yet</translation>
    </message>
    <message>
        <source>暂停</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>继续下载</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>停止</source>
        <translation>Stop</translation>
    </message>
    <message>
        <source>不下载视频</source>
        <translation>Without videos</translation>
    </message>
    <message>
        <source>下载进度</source>
        <translation>Download progress</translation>
    </message>
    <message>
        <source>要下载的成果和文件</source>
        <translation>Entries and files to load</translation>
    </message>
    <message>
        <source>不下载视频（{size}）</source>
        <translation>Without videos ({size})</translation>
    </message>
    <message>
        <source>已在本机 · {size}</source>
        <translation>here · {size}</translation>
    </message>
    <message>
        <source>不下载 · {size}</source>
        <translation>left out · {size}</translation>
    </message>
    <message>
        <source>{percent}% · {size}</source>
        <translation>{percent}% · {size}</translation>
    </message>
    <message>
        <source>等待 · {size}</source>
        <translation>waiting · {size}</translation>
    </message>
    <message>
        <source>已释放，可重新下载 · {size}</source>
        <translation>freed, can be fetched again · {size}</translation>
    </message>
    <message>
        <source>下载资料</source>
        <translation>Load the files</translation>
    </message>
    <message>
        <source>选择成果…</source>
        <translation>Choose entries…</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Close</translation>
    </message>
</context>
<context>
    <name>LoadWords</name>
    <message>
        <source>正在下载 {n}/{all} · 已下 {here}/{size}</source>
        <translation>Loading {n}/{all} · {here} of {size}</translation>
    </message>
    <message>
        <source>已可评 {n} 份</source>
        <translation>{n} can be scored</translation>
    </message>
    <message>
        <source>下载已停，已下 {here}/{size}；已到的可先评</source>
        <translation>Stopped at {here} of {size}; what is here can be scored</translation>
    </message>
    <message>
        <source>下载中断，已下 {here}/{size}；已到的可先评</source>
        <translation>Broken off at {here} of {size}; what is here can be scored</translation>
    </message>
    <message>
        <source>请腾出空间再点“继续下载”，或不下载视频</source>
        <translation>Free some space and press “Go on”, or leave out videos</translation>
    </message>
    <message>
        <source>请腾出空间再点“继续下载”</source>
        <translation>Free some space and press “Go on”</translation>
    </message>
    <message>
        <source>还需不到 1 分钟</source>
        <translation>less than a minute left</translation>
    </message>
    <message>
        <source>还需约 {n} 分钟</source>
        <translation>about {n} min left</translation>
    </message>
    <message>
        <source>还需约 {n} 小时</source>
        <translation>about {n} h left</translation>
    </message>
    <message>
        <source>{speed}/秒 · {left}</source>
        <translation>{speed}/s · {left}</translation>
    </message>
    <message numerus="yes">
        <source>资料齐备：{n} 个文件都在本机</source>
        <translation>
            <numerusform>Complete: the one file ({n}) is here</numerusform>
            <numerusform>Complete: all {n} files are here</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>磁盘不够：{n} 个文件没有下载，要 {need}；磁盘余 {free}，其中 {kept} 留给评分。</source>
        <translation>
            <numerusform>Not enough disk: {n} file not loaded ({need}); {free} free, of which {kept} are kept for scores.</numerusform>
            <numerusform>Not enough disk: {n} files not loaded ({need}); {free} free, of which {kept} are kept for scores.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>磁盘不够，{n} 个文件（{size}）不会下载</source>
        <translation>
            <numerusform>not enough disk: {n} file ({size}) will not be loaded</numerusform>
            <numerusform>not enough disk: {n} files ({size}) will not be loaded</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>LockNotice</name>
    <message>
        <source>去“提交”页</source>
        <translation>To Hand in</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>决定记录</source>
        <translation>Decision log</translation>
    </message>
    <message>
        <source>收起 Esc</source>
        <translation>Close Esc</translation>
    </message>
</context>
<context>
    <name>MatrixRows</name>
    <message>
        <source>排名</source>
        <translation>Rank</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>课题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>最终得分</source>
        <translation>Final score</translation>
    </message>
    <message>
        <source>建议等级</source>
        <translation>Proposed level</translation>
    </message>
    <message>
        <source>分差</source>
        <translation>Spread</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Remarks</translation>
    </message>
</context>
<context>
    <name>MatrixView</name>
    <message>
        <source>汇总表</source>
        <translation>Results</translation>
    </message>
    <message>
        <source>全部领域</source>
        <translation>All fields</translation>
    </message>
    <message>
        <source>全部等级</source>
        <translation>All levels</translation>
    </message>
    <message>
        <source>无等级</source>
        <translation>No level</translation>
    </message>
    <message>
        <source>搜索编号、课题、小组</source>
        <translation>Search code, title, circle</translation>
    </message>
    <message>
        <source>搜索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>搜索成果</source>
        <translation>Search entries</translation>
    </message>
    <message>
        <source>按专业筛选</source>
        <translation>Filter by field</translation>
    </message>
    <message>
        <source>按建议等级筛选</source>
        <translation>Filter by proposed level</translation>
    </message>
    <message>
        <source>只看有标记的</source>
        <translation>Marked only</translation>
    </message>
    <message>
        <source>只看需复议、待复核、暂缓和并列的</source>
        <translation>Only entries to discuss, to confirm, deferred or tied</translation>
    </message>
    <message>
        <source>导出…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>导出汇总表（PDF、XLSX、CSV）</source>
        <translation>Export the summary (PDF, XLSX, CSV)</translation>
    </message>
    <message>
        <source>▲▽ 去掉的最高最低分 · ↑↓ 离平均较远 · 底色越浓分越高 · Enter 看一份成果 · Ctrl+C 复制</source>
        <translation>▲▽ dropped high and low · ↑↓ far from the mean · stronger ground, higher score · Enter opens an entry · Ctrl+C copies</translation>
    </message>
    <message>
        <source>正在写…</source>
        <translation>Writing…</translation>
    </message>
    <message>
        <source>汇总表写到哪个文件夹</source>
        <translation>Folder for the summary</translation>
    </message>
    <message>
        <source>已写好 {n} 个文件：{names}</source>
        <translation>Files written: {n} ({names})</translation>
    </message>
    <message>
        <source>没有写出。</source>
        <translation>Nothing was written.</translation>
    </message>
    <message numerus="yes">
        <source>汇总表 {n} 份</source>
        <translation>
            <numerusform>Summary: {n} entry</numerusform>
            <numerusform>Summary: {n} entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>汇总表 {n}/{total} 份</source>
        <translation>
            <numerusform>Summary: {n} of {total} entry</numerusform>
            <numerusform>Summary: {n} of {total} entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MeetingView</name>
    <message>
        <source>其余一次确认</source>
        <translation>Keep the rest</translation>
    </message>
    <message>
        <source>名额线</source>
        <translation>Line</translation>
    </message>
    <message>
        <source>决定记录</source>
        <translation>Decision log</translation>
    </message>
    <message>
        <source>推送 Ctrl+D</source>
        <translation>Project Ctrl+D</translation>
    </message>
    <message>
        <source>黑屏 Ctrl+B</source>
        <translation>Black Ctrl+B</translation>
    </message>
    <message>
        <source>证据</source>
        <translation>Evidence</translation>
    </message>
    <message>
        <source>各评委的记录和原处</source>
        <translation>The judges&apos; notes and places</translation>
    </message>
    <message>
        <source>各评委的记录和原处 Ctrl+E</source>
        <translation>The judges&apos; notes and places Ctrl+E</translation>
    </message>
    <message>
        <source>名额</source>
        <translation>Places</translation>
    </message>
    <message>
        <source>其余一次确认（{n}）</source>
        <translation>Keep the rest ({n})</translation>
    </message>
    <message>
        <source>并列</source>
        <translation>Tie</translation>
    </message>
    <message>
        <source>投影单位</source>
        <translation>Show units</translation>
    </message>
    <message>
        <source>投影上在课题后面显示完成单位；盲评的赛季和规则不允许的不能显示</source>
        <translation>Shows the completing unit after the title on the projection; not in a blind season, nor where the policy forbids it</translation>
    </message>
</context>
<context>
    <name>MergePreview</name>
    <message>
        <source>将收入 {n} 份，已有 {held} 份，不收 {no} 份</source>
        <translation>{n} to be taken in, {held} held already, {no} refused</translation>
    </message>
    <message>
        <source>确认收入（{n} 份）</source>
        <translation>Take in ({n})</translation>
    </message>
    <message>
        <source>收入勾选的 {n} 份</source>
        <translation>Take in the {n} ticked</translation>
    </message>
    <message>
        <source>确认收入</source>
        <translation>Take in</translation>
    </message>
    <message>
        <source>放弃 Esc</source>
        <translation>Leave Esc</translation>
    </message>
    <message>
        <source>收入以后的变化，打勾的文件收入</source>
        <translation>What would change; ticked files are taken in</translation>
    </message>
    <message numerus="yes">
        <source>{panel} 第 {n} 份，{e} 项；与组织方所存 {c}/{p} 份评分文件相符</source>
        <translation>
            <numerusform>{panel} no. {n}, {e} entry; {c} of {p} score files held here say the same</numerusform>
            <numerusform>{panel} no. {n}, {e} entries; {c} of {p} score files held here say the same</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MeterLines</name>
    <message numerus="yes">
        <source>另有 {n} 项名额，没有超出，也没有并列</source>
        <translation>
            <numerusform>{n} more quota, not over, without a tie</numerusform>
            <numerusform>{n} more quotas, none over, none with a tie</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NationalBox</name>
    <message>
        <source>推荐全国名单</source>
        <translation>National recommendations</translation>
    </message>
    <message>
        <source>选入这一级</source>
        <translation>Add this level</translation>
    </message>
    <message>
        <source>全不选</source>
        <translation>None</translation>
    </message>
    <message>
        <source>最好等级全部</source>
        <translation>All at best level</translation>
    </message>
    <message>
        <source>上移</source>
        <translation>Up</translation>
    </message>
    <message>
        <source>下移</source>
        <translation>Down</translation>
    </message>
    <message>
        <source>等级</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>推荐的成果，按推荐次序</source>
        <translation>Recommended entries, in order</translation>
    </message>
    <message>
        <source>推荐 {n} 项，按所列次序。</source>
        <translation>{n} recommended, in the order of the list.</translation>
    </message>
    <message>
        <source>没有选推荐的成果。</source>
        <translation>Nobody is recommended.</translation>
    </message>
</context>
<context>
    <name>NotePanel</name>
    <message>
        <source>优点</source>
        <translation>Strength</translation>
    </message>
    <message>
        <source>不足</source>
        <translation>Weakness</translation>
    </message>
    <message>
        <source>改进建议</source>
        <translation>Suggestion</translation>
    </message>
    <message>
        <source>私记</source>
        <translation>Private</translation>
    </message>
    <message>
        <source>谁能看到</source>
        <translation>Who may see it</translation>
    </message>
    <message>
        <source>Ctrl+K 换一种</source>
        <translation>Ctrl+K for the next kind</translation>
    </message>
    <message>
        <source>评审内容</source>
        <translation>Criterion</translation>
    </message>
    <message>
        <source>活动程序步骤</source>
        <translation>Step</translation>
    </message>
    <message>
        <source>针对哪一条不足</source>
        <translation>Weakness it answers</translation>
    </message>
    <message>
        <source>写一句完整的话；停顿即保存。</source>
        <translation>Write a full sentence; it is saved at each pause.</translation>
    </message>
    <message>
        <source>记录内容</source>
        <translation>Words of the note</translation>
    </message>
    <message>
        <source>收起 Esc</source>
        <translation>Close Esc</translation>
    </message>
    <message>
        <source>收起记录</source>
        <translation>Fold the note</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Delete</translation>
    </message>
    <message>
        <source>删除这条记录，可撤销</source>
        <translation>Delete this note; can be undone</translation>
    </message>
    <message>
        <source>反馈</source>
        <translation>Feedback</translation>
    </message>
    <message>
        <source>组内</source>
        <translation>Panel</translation>
    </message>
    <message>
        <source>整项</source>
        <translation>Whole item</translation>
    </message>
    <message>
        <source>不指步骤</source>
        <translation>No step</translation>
    </message>
    <message>
        <source>不针对某条不足</source>
        <translation>Answers no single weakness</translation>
    </message>
    <message>
        <source>第 {n} 页</source>
        <translation>Page {n}</translation>
    </message>
    <message>
        <source>写一句话，画面随这条记录保留。</source>
        <translation>Write a sentence: the picture stays with the note.</translation>
    </message>
</context>
<context>
    <name>NotesPanel</name>
    <message>
        <source>证据</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>本份的记录</source>
        <translation>Notes on this entry</translation>
    </message>
    <message>
        <source>单击看原处，双击修改。</source>
        <translation>Click to see the place, double-click to change.</translation>
    </message>
    <message>
        <source>还没有记录。在页上拖出一块，或按 Ctrl+M。</source>
        <translation>No notes yet. Draw a box on the page, or press Ctrl+M.</translation>
    </message>
    <message>
        <source>优点</source>
        <translation>Strength</translation>
    </message>
    <message>
        <source>不足</source>
        <translation>Weakness</translation>
    </message>
    <message>
        <source>建议</source>
        <translation>Suggestion</translation>
    </message>
    <message>
        <source>旧版</source>
        <translation>old version</translation>
    </message>
    <message numerus="yes">
        <source>{n} 条证据指旧版。</source>
        <translation>
            <numerusform>{n} note points at a replaced version.</numerusform>
            <numerusform>{n} notes point at a replaced version.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>程序出现意外问题，已保存的内容没有受影响。可复制详情发给组织方。</source>
        <translation>Something unexpected went wrong; what was saved is safe. You can copy the details for the organiser.</translation>
    </message>
    <message>
        <source>复制详情</source>
        <translation>Copy details</translation>
    </message>
    <message>
        <source>知道了</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>提示</source>
        <translation>Notice</translation>
    </message>
</context>
<context>
    <name>OrderPlotBox</name>
    <message>
        <source>正在画…</source>
        <translation>Drawing…</translation>
    </message>
    <message>
        <source>还没有得分，没有次序可画。</source>
        <translation>Nothing is scored yet, so there is no order to draw.</translation>
    </message>
    <message>
        <source>● 线上（含线） · ○ 线下 · ├─┤ 区间 · ┆ 名额线 · 底色：不能断定在内还是在外的一段</source>
        <translation>● at or above the line · ○ below · ├─┤ interval · ┆ line · shaded: who is in cannot be told</translation>
    </message>
    <message>
        <source>图已存到 {name}</source>
        <translation>The picture was saved as {name}</translation>
    </message>
    <message>
        <source>次序和区间</source>
        <translation>The order and its intervals</translation>
    </message>
    <message>
        <source>图中的内容，用文字</source>
        <translation>What the picture shows, in words</translation>
    </message>
    <message>
        <source>保存 PNG…</source>
        <translation>Save PNG…</translation>
    </message>
    <message>
        <source>把图存为 PNG</source>
        <translation>Save the picture as PNG</translation>
    </message>
    <message>
        <source>图存为 PNG</source>
        <translation>Save the picture as PNG</translation>
    </message>
    <message>
        <source>没有存下。</source>
        <translation>It was not saved.</translation>
    </message>
</context>
<context>
    <name>OutlinePanel</name>
    <message>
        <source>目录</source>
        <translation>Outline</translation>
    </message>
    <message>
        <source>缩略图</source>
        <translation>Pages</translation>
    </message>
    <message>
        <source>这份文件没有目录。</source>
        <translation>This document has no outline.</translation>
    </message>
</context>
<context>
    <name>OutsideOffer</name>
    <message>
        <source>正在准备…</source>
        <translation>Getting it ready…</translation>
    </message>
    <message>
        <source>“{name}”是原件，质评台不显示</source>
        <translation>“{name}” is an original; it is not shown here</translation>
    </message>
    <message>
        <source>可以交给本机的办公软件打开。那是一份不加密的副本，别人也能看到；关闭质评台时删除。请只看不改，不要启用宏，也不要另存。</source>
        <translation>An office program on this computer can open it. That is a copy without encryption, which others can see too; it is deleted when this program is closed. Only look: change nothing, allow no macros, save no copy.</translation>
    </message>
    <message>
        <source>知道，用别的程序打开</source>
        <translation>I see. Open it in another program</translation>
    </message>
    <message>
        <source>已交给别的程序。关闭质评台时删除这份副本。</source>
        <translation>Handed to another program. The copy is deleted when this program is closed.</translation>
    </message>
    <message>
        <source>这台电脑上没有能打开它的程序。</source>
        <translation>This computer has no program that opens it.</translation>
    </message>
</context>
<context>
    <name>OwnMarks</name>
    <message>
        <source>本人已评 {n} 份，中位 {m} 分；仅自己可见</source>
        <translation>Scored by you: {n}, median {m}; only you see this</translation>
    </message>
    <message>
        <source>扣分未写不足</source>
        <translation>No weakness yet</translation>
    </message>
    <message>
        <source>0 分未写理由</source>
        <translation>No reason yet</translation>
    </message>
    <message>
        <source>类型与步骤不符，见“步骤”</source>
        <translation>Type against steps: see Steps</translation>
    </message>
    <message>
        <source>仅自己可见，不影响评分：{words}</source>
        <translation>Only you see this, it never scores: {words}</translation>
    </message>
</context>
<context>
    <name>OwnTableHead</name>
    <message>
        <source>我的评分表</source>
        <translation>Own score table</translation>
    </message>
    <message>
        <source>评分表</source>
        <translation>Score table</translation>
    </message>
    <message>
        <source>按状态筛选</source>
        <translation>Filter by state</translation>
    </message>
    <message>
        <source>搜索编号、课题、小组、单位</source>
        <translation>Search code, topic, circle, unit</translation>
    </message>
    <message>
        <source>搜索成果</source>
        <translation>Search entries</translation>
    </message>
    <message>
        <source>搜索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
</context>
<context>
    <name>OwnTableView</name>
    <message>
        <source>我的评分表</source>
        <translation>Own score table</translation>
    </message>
    <message>
        <source>打开本份</source>
        <translation>Open entry</translation>
    </message>
    <message>
        <source>两份对比</source>
        <translation>Compare two</translation>
    </message>
    <message>
        <source>从表格导入…</source>
        <translation>Import…</translation>
    </message>
    <message>
        <source>导出 Excel…</source>
        <translation>Export Excel…</translation>
    </message>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>数字直接改分 · Enter 下一行 · Tab 下一项 · Delete 回到未评 · Ctrl+V 粘贴表格 · Ctrl+Enter 打开本份</source>
        <translation>Digits replace points · Enter next row · Tab next item · Delete back to blank · Ctrl+V pastes a table · Ctrl+Enter opens the entry</translation>
    </message>
    <message>
        <source>已保存到 {place}</source>
        <translation>Saved to {place}</translation>
    </message>
    <message>
        <source>没有符合条件的成果。</source>
        <translation>No entry fits.</translation>
    </message>
    <message>
        <source>剪贴板里没有表格内容。</source>
        <translation>The clipboard holds no table.</translation>
    </message>
    <message>
        <source>从表格导入</source>
        <translation>Import from a spreadsheet</translation>
    </message>
    <message>
        <source>表格 (*.xlsx *.csv)</source>
        <translation>Spreadsheets (*.xlsx *.csv)</translation>
    </message>
    <message>
        <source>导出 Excel</source>
        <translation>Export Excel</translation>
    </message>
    <message>
        <source>这里没有要改的分数。</source>
        <translation>There is nothing to change here.</translation>
    </message>
    <message numerus="yes">
        <source>已写入 {n} 项；Ctrl+Z 一次撤销。</source>
        <translation>
            <numerusform>{n} cell saved; Ctrl+Z takes it back.</numerusform>
            <numerusform>{n} cells saved; one Ctrl+Z takes them back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PageArea</name>
    <message>
        <source>第 {n} 页</source>
        <translation>Page {n}</translation>
    </message>
    <message>
        <source>这一页无法显示。</source>
        <translation>This page cannot be shown.</translation>
    </message>
</context>
<context>
    <name>PageBadge</name>
    <message>
        <source>第 {n} 页，共 {all} 页</source>
        <translation>Page {n} of {all}</translation>
    </message>
    <message>
        <source>放大</source>
        <translation>Larger</translation>
    </message>
    <message>
        <source>缩小</source>
        <translation>Smaller</translation>
    </message>
    <message>
        <source>适合宽度</source>
        <translation>Fit width</translation>
    </message>
    <message>
        <source>整页</source>
        <translation>Whole page</translation>
    </message>
    <message>
        <source>向右旋转</source>
        <translation>Turn right</translation>
    </message>
    <message>
        <source>夜间页面</source>
        <translation>Night pages</translation>
    </message>
    <message>
        <source>缩放、旋转、夜间页面</source>
        <translation>Zoom, turn, night pages</translation>
    </message>
</context>
<context>
    <name>PagePanel</name>
    <message>
        <source>1 到 {n}</source>
        <translation>1 to {n}</translation>
    </message>
    <message>
        <source>转到第几页</source>
        <translation>Go to page</translation>
    </message>
    <message>
        <source>页码</source>
        <translation>Page number</translation>
    </message>
</context>
<context>
    <name>PanelTicks</name>
    <message>
        <source>汇总表</source>
        <translation>Summary</translation>
    </message>
    <message>
        <source>评分表</source>
        <translation>Score sheets</translation>
    </message>
    <message>
        <source>评委个人评分汇总表</source>
        <translation>Scores by judge</translation>
    </message>
    <message>
        <source>按成果评分汇总表</source>
        <translation>Scores by entry</translation>
    </message>
    <message>
        <source>专家组意见表</source>
        <translation>Panel opinions</translation>
    </message>
    <message>
        <source>合议记录</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>复议改分单</source>
        <translation>Point changes</translation>
    </message>
    <message>
        <source>审定表</source>
        <translation>Approval form</translation>
    </message>
    <message>
        <source>成果建议名单</source>
        <translation>Proposed list</translation>
    </message>
    <message>
        <source>反馈信</source>
        <translation>Feedback letters</translation>
    </message>
    <message>
        <source>统计表</source>
        <translation>Statistics</translation>
    </message>
    <message>
        <source>参考图（次序和区间）</source>
        <translation>Reference chart (order and intervals)</translation>
    </message>
</context>
<context>
    <name>PaperTicks</name>
    <message>
        <source>打印完成单位</source>
        <translation>Name completing units</translation>
    </message>
    <message>
        <source>打印推荐单位</source>
        <translation>Name recommending units</translation>
    </message>
    <message>
        <source>合议时间</source>
        <translation>Time of the meeting</translation>
    </message>
    <message>
        <source>地点</source>
        <translation>Place</translation>
    </message>
    <message>
        <source>主持</source>
        <translation>Led by</translation>
    </message>
    <message>
        <source>记录</source>
        <translation>Recorded by</translation>
    </message>
    <message>
        <source>空着就留白，手写</source>
        <translation>blank: by hand</translation>
    </message>
</context>
<context>
    <name>Papers</name>
    <message>
        <source>成果资料</source>
        <translation>Papers of the entry</translation>
    </message>
    <message>
        <source>发表视频</source>
        <translation>Presentation video</translation>
    </message>
    <message>
        <source>本份已回避，资料不开放。</source>
        <translation>You stand aside from this entry; its files stay shut.</translation>
    </message>
    <message>
        <source>看下一份未评</source>
        <translation>Next entry to score</translation>
    </message>
    <message>
        <source>本份没有资料。</source>
        <translation>This entry has no documents.</translation>
    </message>
    <message>
        <source>“{name}”还没有下载，可先评别的成果。</source>
        <translation>“{name}” is not here yet; score another entry meanwhile.</translation>
    </message>
    <message>
        <source>现在下载</source>
        <translation>Fetch now</translation>
    </message>
    <message>
        <source>“{name}”已释放，可重新下载。</source>
        <translation>“{name}” was freed and can be fetched again.</translation>
    </message>
    <message>
        <source>重新下载</source>
        <translation>Fetch again</translation>
    </message>
    <message>
        <source>这份资料打不开，可先评分。</source>
        <translation>This document does not open; you can score anyway.</translation>
    </message>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>PapersPage</name>
    <message>
        <source>勾选要打印的，写到一个文件夹。都有 PDF；汇总表另有 XLSX 和 CSV，成果建议名单和反馈信另有 XLSX 和 DOCX。还不能打印的会在这里说明原因。</source>
        <translation>Tick what to print and write it to a folder. All come as PDF; the summary also as XLSX and CSV, the proposed list and the feedback letters also as XLSX and DOCX. What cannot be printed yet is said here, with the reason.</translation>
    </message>
    <message>
        <source>已取消；已经写好的留在文件夹里。</source>
        <translation>Cancelled; what was written stays in the folder.</translation>
    </message>
</context>
<context>
    <name>Parting</name>
    <message>
        <source>再存一次</source>
        <translation>Save again</translation>
    </message>
    <message>
        <source>复制这些文字</source>
        <translation>Copy these words</translation>
    </message>
    <message>
        <source>仍然关闭</source>
        <translation>Close anyway</translation>
    </message>
    <message numerus="yes">
        <source>有 {n} 处没有存下，关闭窗口就会丢失。请先腾出磁盘空间，再点“再存一次”。</source>
        <translation>
            <numerusform>{n} place is not saved; closing the window loses it. Free some disk space, then press “Save again”.</numerusform>
            <numerusform>{n} places are not saved; closing the window loses them. Free some disk space, then press “Save again”.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PassesPanel</name>
    <message>
        <source>核对两遍</source>
        <translation>Compare the passes</translation>
    </message>
    <message>
        <source>两遍不同之处</source>
        <translation>Where the passes differ</translation>
    </message>
    <message>
        <source>评委自己的电子表，不录第二遍</source>
        <translation>Judge&apos;s own table: one pass</translation>
    </message>
    <message>
        <source>采用后处处注明：未签名，组长代录。</source>
        <translation>Marked everywhere as unsigned, copied by the chair.</translation>
    </message>
    <message>
        <source>代录的理由（会印在汇总表上）</source>
        <translation>Reason (printed on the summary)</translation>
    </message>
    <message>
        <source>代录的理由</source>
        <translation>Reason for copying</translation>
    </message>
    <message>
        <source>收起</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>采用 {n} 份（未签名）</source>
        <translation>Adopt {n} (unsigned)</translation>
    </message>
    <message>
        <source>采用第一遍 {n} 份（未签名）</source>
        <translation>Adopt the first pass: {n} (unsigned)</translation>
    </message>
    <message>
        <source>只录一遍：第一遍录完的都采用。</source>
        <translation>One pass only: every sheet finished in it is adopted.</translation>
    </message>
    <message>
        <source>两遍一致 {a} 份 · 不同 {d} 处 · 未录完 {u} 份</source>
        <translation>Agree: {a} · cells that differ: {d} · not finished: {u}</translation>
    </message>
</context>
<context>
    <name>PastePanel</name>
    <message>
        <source>将改 {n} 项</source>
        <translation>{n} to change</translation>
    </message>
    <message>
        <source>{n} 项不变</source>
        <translation>{n} unchanged</translation>
    </message>
    <message>
        <source>{n} 处不能写入</source>
        <translation>{n} cannot be taken</translation>
    </message>
    <message>
        <source>现在还没有写入。应用后按一次 Ctrl+Z 可全部撤销。</source>
        <translation>Nothing is saved yet. After applying, one Ctrl+Z takes it all back.</translation>
    </message>
    <message>
        <source>跳过 {m} 处，应用 {n} 项</source>
        <translation>Apply {n}, leave out {m}</translation>
    </message>
    <message>
        <source>应用 {n} 项</source>
        <translation>Apply {n}</translation>
    </message>
    <message>
        <source>其中 {n} 格是 0 分，确认记 0 分</source>
        <translation>Confirm 0 points (cells: {n})</translation>
    </message>
    <message>
        <source>0 分请各记一条理由。</source>
        <translation> Please note a reason for each 0.</translation>
    </message>
    <message>
        <source>粘贴预览</source>
        <translation>Preview</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>结果</source>
        <translation>Result</translation>
    </message>
    <message>
        <source>（待确认）</source>
        <translation> (not confirmed)</translation>
    </message>
    <message>
        <source>总分</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>有读不出来的格，整张表都没有写入；请改正后再读。</source>
        <translation>Some cells cannot be read, so nothing of the table was written; correct them and read it again.</translation>
    </message>
    <message>
        <source>是否回避</source>
        <translation>Recused or not</translation>
    </message>
    <message>
        <source>读入预览</source>
        <translation>Preview</translation>
    </message>
</context>
<context>
    <name>PhrasesBox</name>
    <message>
        <source>搜索常用评语</source>
        <translation>Search phrases</translation>
    </message>
    <message>
        <source>常用评语</source>
        <translation>Phrases</translation>
    </message>
    <message>
        <source>自己的评语，一句话</source>
        <translation>Your own phrase, one sentence</translation>
    </message>
    <message>
        <source>自己的评语</source>
        <translation>Own phrase</translation>
    </message>
    <message>
        <source>评语类别</source>
        <translation>Kind of phrase</translation>
    </message>
    <message>
        <source>全部</source>
        <translation>All</translation>
    </message>
    <message>
        <source>优点</source>
        <translation>Strength</translation>
    </message>
    <message>
        <source>不足</source>
        <translation>Weakness</translation>
    </message>
    <message>
        <source>改进建议</source>
        <translation>Suggestion</translation>
    </message>
    <message>
        <source>插入</source>
        <translation>Insert</translation>
    </message>
    <message>
        <source>新增</source>
        <translation>Add</translation>
    </message>
    <message>
        <source>修改</source>
        <translation>Change</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>保存</source>
        <translation>Save</translation>
    </message>
    <message>
        <source>取消</source>
        <translation>Cancel</translation>
    </message>
    <message>
        <source>建议</source>
        <translation>Suggestion</translation>
    </message>
    <message>
        <source>（自己的）</source>
        <translation> (own)</translation>
    </message>
    <message>
        <source>撤销：{deed}</source>
        <translation>Undo: {deed}</translation>
    </message>
    <message>
        <source>撤销</source>
        <translation>Undo</translation>
    </message>
    <message numerus="yes">
        <source>找回删去的 {n} 条自带评语</source>
        <translation>
            <numerusform>Bring back {n} built-in phrase</numerusform>
            <numerusform>Bring back {n} built-in phrases</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>PledgePage</name>
    <message>
        <source>评审承诺书</source>
        <translation>Declaration of the judge</translation>
    </message>
    <message>
        <source>与下列成果有利害关系的，请勾选并写明原因（没有就不勾）：</source>
        <translation>Tick the entries you have an interest in and say why (leave the others):</translation>
    </message>
    <message>
        <source>程序不知道哪份成果属于哪个单位：填写的单位随评分文件提交，请同时告诉主办单位，由其调换成果。</source>
        <translation>The program does not know which entry is of which organisation: what you write goes along with the score file; tell the organiser too, who exchanges the entries.</translation>
    </message>
    <message>
        <source>输入姓名：{name}</source>
        <translation>Type the name: {name}</translation>
    </message>
    <message>
        <source>签名，输入姓名</source>
        <translation>Signature: type your name</translation>
    </message>
    <message>
        <source>签署，开始评审</source>
        <translation>Sign and begin</translation>
    </message>
    <message>
        <source>与 {code} {title} 有利害关系</source>
        <translation>Interest in {code} {title}</translation>
    </message>
    <message>
        <source>原因，例如“曾辅导该小组”</source>
        <translation>Reason, e.g. “coached the circle”</translation>
    </message>
    <message>
        <source>{code} 的回避原因</source>
        <translation>Reason for standing aside from {code}</translation>
    </message>
    <message>
        <source>请写明 {code} 的回避原因。</source>
        <translation>Say why you stand aside from {code}.</translation>
    </message>
    <message>
        <source>{code} 的回避原因最多 {most} 字，请写短一些。</source>
        <translation>The reason for {code} may have {most} characters. Please shorten it.</translation>
    </message>
    <message>
        <source>本季隐去单位名。与下列单位有利害关系的，也请勾选并写明原因：</source>
        <translation>Units are hidden this season. Where you have an interest in one of these units, tick it too and say why:</translation>
    </message>
    <message>
        <source>与 {unit} 有利害关系</source>
        <translation>Interest in {unit}</translation>
    </message>
    <message>
        <source>原因，例如“曾在该单位任职”</source>
        <translation>Reason, e.g. “worked there”</translation>
    </message>
    <message>
        <source>数据说明：评分文件里有</source>
        <translation>What the score file holds</translation>
    </message>
</context>
<context>
    <name>PledgeRoom</name>
    <message>
        <source>评审承诺书</source>
        <translation>Declaration of the judge</translation>
    </message>
</context>
<context>
    <name>PointRow</name>
    <message>
        <source>并入上一条</source>
        <translation>Merge into the one above</translation>
    </message>
    <message>
        <source>删除</source>
        <translation>Remove</translation>
    </message>
    <message>
        <source>拆开</source>
        <translation>Take apart</translation>
    </message>
</context>
<context>
    <name>PreviewView</name>
    <message>
        <source>已保存到 {place}</source>
        <translation>Saved to {place}</translation>
    </message>
    <message>
        <source>打印机没有接受，请检查后再试，或存为 PDF 再打印。</source>
        <translation>The printer took nothing. Check it and try again, or save a PDF and print that.</translation>
    </message>
    <message>
        <source>正在打印…</source>
        <translation>Printing…</translation>
    </message>
    <message>
        <source>打印预览</source>
        <translation>Print preview</translation>
    </message>
    <message>
        <source>评分表</source>
        <translation>Score table</translation>
    </message>
    <message>
        <source>评委个人评分汇总表</source>
        <translation>Summary of own scores</translation>
    </message>
    <message>
        <source>空白评分表</source>
        <translation>Blank forms</translation>
    </message>
    <message>
        <source>打印哪一种</source>
        <translation>Which paper</translation>
    </message>
    <message>
        <source>页面</source>
        <translation>Page</translation>
    </message>
    <message>
        <source>打印…</source>
        <translation>Print…</translation>
    </message>
    <message>
        <source>存为 PDF…</source>
        <translation>Save as PDF…</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>上一页</source>
        <translation>Page before</translation>
    </message>
    <message>
        <source>下一页</source>
        <translation>Page after</translation>
    </message>
    <message>
        <source>第 {n}/{all} 页</source>
        <translation>Page {n}/{all}</translation>
    </message>
    <message>
        <source>已送打印机。</source>
        <translation>Sent to the printer.</translation>
    </message>
    <message>
        <source>存为 PDF</source>
        <translation>Save as PDF</translation>
    </message>
</context>
<context>
    <name>PrintPage</name>
    <message>
        <source>报表</source>
        <translation>Papers</translation>
    </message>
    <message>
        <source>全选</source>
        <translation>All</translation>
    </message>
    <message>
        <source>全不选</source>
        <translation>None</translation>
    </message>
    <message>
        <source>写到文件夹…</source>
        <translation>Write to a folder…</translation>
    </message>
    <message>
        <source>打开文件夹</source>
        <translation>Open the folder</translation>
    </message>
    <message>
        <source>写好的文件</source>
        <translation>Files written</translation>
    </message>
    <message>
        <source>正在写…</source>
        <translation>Writing…</translation>
    </message>
    <message>
        <source>没有写完。</source>
        <translation>Not written in full.</translation>
    </message>
    <message>
        <source>已写好 {n} 个文件。</source>
        <translation>Files written: {n}.</translation>
    </message>
    <message>
        <source>一个文件也没有写出，原因如下。</source>
        <translation>No file was written, for these reasons:</translation>
    </message>
    <message>
        <source>字体缺少：{chars}</source>
        <translation>No font has: {chars}</translation>
    </message>
    <message>
        <source>{paper}：{why}</source>
        <translation>{paper}: {why}</translation>
    </message>
    <message>
        <source>报表写到哪个文件夹</source>
        <translation>Folder for the papers</translation>
    </message>
</context>
<context>
    <name>ProjectionWindow</name>
    <message>
        <source>投影窗</source>
        <translation>Projection</translation>
    </message>
</context>
<context>
    <name>Projector</name>
    <message>
        <source>未投影</source>
        <translation>Not projecting</translation>
    </message>
    <message>
        <source>投影：黑屏</source>
        <translation>Projected: black</translation>
    </message>
    <message>
        <source>投影：{what}</source>
        <translation>Projected: {what}</translation>
    </message>
</context>
<context>
    <name>ProposedLevel</name>
    <message>
        <source>未选（必填）</source>
        <translation>None (required)</translation>
    </message>
    <message>
        <source>未选</source>
        <translation>None</translation>
    </message>
    <message>
        <source>建议等级</source>
        <translation>Proposed level</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>报告</source>
        <translation>Report</translation>
    </message>
    <message>
        <source>附表</source>
        <translation>Forms</translation>
    </message>
    <message>
        <source>视频</source>
        <translation>Video</translation>
    </message>
    <message>
        <source>目录</source>
        <translation>Outline</translation>
    </message>
    <message>
        <source>证据</source>
        <translation>Notes</translation>
    </message>
    <message>
        <source>查找</source>
        <translation>Find</translation>
    </message>
    <message>
        <source>提交</source>
        <translation>Hand in</translation>
    </message>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>步骤</source>
        <translation>Steps</translation>
    </message>
    <message>
        <source>总表</source>
        <translation>Table</translation>
    </message>
    <message>
        <source>组长</source>
        <translation>Chair</translation>
    </message>
    <message>
        <source>我的评分表</source>
        <translation>Own score table</translation>
    </message>
    <message>
        <source>评审组长</source>
        <translation>Panel chair</translation>
    </message>
    <message>
        <source>资料与面板</source>
        <translation>Documents and panels</translation>
    </message>
</context>
<context>
    <name>RangePanel</name>
    <message>
        <source>按领域排名</source>
        <translation>Rank by field</translation>
    </message>
    <message>
        <source>按专业组排名</source>
        <translation>Rank by panel</translation>
    </message>
    <message>
        <source>排名范围</source>
        <translation>Range of the ranking</translation>
    </message>
    <message>
        <source>请选择在什么范围内排名，并核对每处的名额；也可以请评委交叉评审后由组长重新定稿。</source>
        <translation>Choose within what entries are ranked and check the places of each; or have judges read across panels and the chairs close again.</translation>
    </message>
    <message>
        <source>各处的名额</source>
        <translation>Places of each</translation>
    </message>
    <message>
        <source>按此排名</source>
        <translation>Rank this way</translation>
    </message>
    <message>
        <source>合计 {all}</source>
        <translation>In all: {all}</translation>
    </message>
    <message>
        <source>规则没有名额，只按等级线评定。</source>
        <translation>The policy has no places; levels follow their floors alone.</translation>
    </message>
    <message numerus="yes">
        <source>{n} 项</source>
        <translation>
            <numerusform>{n} entry</numerusform>
            <numerusform>{n} entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReadingRoom</name>
    <message>
        <source>没有写字，画面没有记下。</source>
        <translation>Nothing was written, so the picture was not kept.</translation>
    </message>
</context>
<context>
    <name>ReceiveModel</name>
    <message>
        <source>这里没有评分文件（.qcr）。</source>
        <translation>There is no score file (.qcr) here.</translation>
    </message>
    <message>
        <source>已收下。</source>
        <translation>Taken in.</translation>
    </message>
    <message>
        <source>，{n} 份已送到收件箱</source>
        <translation>, {n} went to the inbox</translation>
    </message>
    <message>
        <source>；{who} 没有可用的密钥，请电话告知</source>
        <translation>; {who}: no live key, please tell them by telephone</translation>
    </message>
    <message>
        <source>收件箱里还没有评分文件。</source>
        <translation>There are no score files in the inbox yet.</translation>
    </message>
    <message numerus="yes">
        <source>已写好 {n} 份回执</source>
        <translation>
            <numerusform>{n} receipt is written</numerusform>
            <numerusform>{n} receipts are written</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>，其中 {n} 份写明不收的理由</source>
        <translation>
            <numerusform>, {n} of them says why a file was not taken</numerusform>
            <numerusform>, {n} of them say why a file was not taken</numerusform>
        </translation>
    </message>
    <message>
        <source>。</source>
        <translation>.</translation>
    </message>
    <message>
        <source>不收的文件不再写回执；再收一次，会重新列入。</source>
        <translation>No receipts will say why those files were not taken; receiving them again lists them anew.</translation>
    </message>
    <message>
        <source>已选定。</source>
        <translation>Chosen.</translation>
    </message>
</context>
<context>
    <name>RecordPage</name>
    <message>
        <source>代录纸质评分</source>
        <translation>Copy sheets from paper</translation>
    </message>
    <message>
        <source>未签名，组长代录</source>
        <translation>Unsigned, copied by the chair</translation>
    </message>
    <message>
        <source>← 收件</source>
        <translation>← Received</translation>
    </message>
    <message>
        <source>第一遍</source>
        <translation>First pass</translation>
    </message>
    <message>
        <source>第二遍</source>
        <translation>Second pass</translation>
    </message>
    <message>
        <source>核对两遍…</source>
        <translation>Compare…</translation>
    </message>
    <message>
        <source>本份回避</source>
        <translation>Recused</translation>
    </message>
    <message>
        <source>从表格读入…</source>
        <translation>Read a spreadsheet…</translation>
    </message>
    <message>
        <source>导出模板…</source>
        <translation>Export a template…</translation>
    </message>
    <message>
        <source>纸上写明回避；再按一次取消</source>
        <translation>The paper says the judge stands aside; press again to take it back</translation>
    </message>
    <message>
        <source>代录哪位评委</source>
        <translation>Whose sheets are copied</translation>
    </message>
    <message>
        <source>评分表</source>
        <translation>Rubric</translation>
    </message>
    <message>
        <source>代录的评分</source>
        <translation>Copied points</translation>
    </message>
    <message>
        <source>没有可以代录的评委：都已交来本人签名的评分文件。</source>
        <translation>There is nobody to copy for: every judge has handed in a signed file.</translation>
    </message>
    <message>
        <source>每键即存 · Enter 下一行 · Tab 下一项 · Delete 清除 · Ctrl+V 粘贴表格 · Ctrl+Z 撤销输入</source>
        <translation>Saved at every key · Enter next row · Tab next item · Delete clears · Ctrl+V pastes a table · Ctrl+Z undoes typing</translation>
    </message>
    <message>
        <source>已保存到 {place}</source>
        <translation>Saved to {place}</translation>
    </message>
    <message>
        <source>这一格上次没有输完。</source>
        <translation>This cell was not finished last time.</translation>
    </message>
    <message>
        <source>不再回避</source>
        <translation>Not recused</translation>
    </message>
    <message>
        <source>剪贴板里没有表格内容。</source>
        <translation>There is no table on the clipboard.</translation>
    </message>
    <message>
        <source>从表格读入</source>
        <translation>Read a spreadsheet</translation>
    </message>
    <message>
        <source>表格 (*.xlsx *.csv)</source>
        <translation>Spreadsheets (*.xlsx *.csv)</translation>
    </message>
    <message>
        <source>导出模板</source>
        <translation>Export a template</translation>
    </message>
    <message>
        <source>代录 {name} 第{n}遍</source>
        <translation>copied {name} pass {n}</translation>
    </message>
    <message numerus="yes">
        <source>已写入 {n} 项；Ctrl+Z 一次撤销。</source>
        <translation>
            <numerusform>{n} cell saved; Ctrl+Z takes it back.</numerusform>
            <numerusform>{n} cells saved; one Ctrl+Z takes them back.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RecoveryPanel</name>
    <message>
        <source>换一个恢复码</source>
        <translation>New recovery code</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>启用新恢复码</source>
        <translation>Use the new code</translation>
    </message>
    <message>
        <source>启用后，旧恢复码不再能打开这台电脑上的评分和以后的副本；以前备份的副本仍用旧恢复码打开。没有启用就关闭，旧恢复码照旧有效。</source>
        <translation>Once the new code is in use, the old one no longer opens the work on this computer or later copies; copies made before still need the old one. If you close this without using it, the old code stays valid.</translation>
    </message>
    <message>
        <source>新恢复码已启用，旧的不再有效。请再备份一份副本。</source>
        <translation>The new recovery code is in use and the old one no longer works. Please back up again.</translation>
    </message>
</context>
<context>
    <name>RecoveryPrint</name>
    <message>
        <source>保存恢复码</source>
        <translation>Save the recovery code</translation>
    </message>
    <message>
        <source>质评台恢复码.pdf</source>
        <translation>QC Review Desk recovery code.pdf</translation>
    </message>
    <message>
        <source>已保存到 {place}。请打印出来，与电脑分开放，再删除文件。</source>
        <translation>Saved to {place}. Print it, keep it away from the computer, then delete the file.</translation>
    </message>
    <message>
        <source>已送打印机。</source>
        <translation>Sent to the printer.</translation>
    </message>
</context>
<context>
    <name>RecusePanel</name>
    <message>
        <source>撤销回避</source>
        <translation>Take the recusal back</translation>
    </message>
    <message>
        <source>回避本份</source>
        <translation>Stand aside from this entry</translation>
    </message>
    <message>
        <source>撤销后资料重新开放，可继续评分。</source>
        <translation>Its files open again and scoring goes on.</translation>
    </message>
    <message>
        <source>回避后资料关闭，已打的分不计。回避和理由随评分文件提交。</source>
        <translation>Its files shut and points given so far do not count. The recusal and its reason are handed in with the scores.</translation>
    </message>
    <message>
        <source>理由，例如“曾辅导该小组”</source>
        <translation>Reason, e.g. “coached the circle”</translation>
    </message>
    <message>
        <source>回避理由</source>
        <translation>Reason for standing aside</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message numerus="yes">
        <source>撤销 {n} 份的回避</source>
        <translation>
            <numerusform>Take back {n} recusal</numerusform>
            <numerusform>Take back {n} recusals</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>回避 {n} 份</source>
        <translation>
            <numerusform>Stand aside from {n} entry</numerusform>
            <numerusform>Stand aside from {n} entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>RemarkRow</name>
    <message>
        <source>收起</source>
        <translation>Fold</translation>
    </message>
    <message>
        <source>成稿…</source>
        <translation>Compose…</translation>
    </message>
    <message>
        <source>写总体评价</source>
        <translation>Write the overall remark</translation>
    </message>
    <message>
        <source>收起总体评价</source>
        <translation>Close the overall remark</translation>
    </message>
    <message>
        <source>总体评价</source>
        <translation>Overall remark</translation>
    </message>
    <message>
        <source>总体评价：优点、不足、改进建议。停顿即保存。</source>
        <translation>Overall remark: strengths, weaknesses, suggestions. Saved at each pause.</translation>
    </message>
    <message>
        <source>并入</source>
        <translation>Merge</translation>
    </message>
    <message>
        <source>把记录并入总体评价</source>
        <translation>Merge the notes into the remark</translation>
    </message>
    <message>
        <source>常用评语 ▸</source>
        <translation>Phrases ▸</translation>
    </message>
    <message>
        <source>常用评语 ▾</source>
        <translation>Phrases ▾</translation>
    </message>
    <message>
        <source>常用评语</source>
        <translation>Phrases</translation>
    </message>
    <message>
        <source>超出 {n} 字，打印为附页</source>
        <translation>{n} over: printed on an annex</translation>
    </message>
    <message>
        <source>{n}/{limit}字</source>
        <translation>{n}/{limit} characters</translation>
    </message>
    <message>
        <source>共 {n} 字，最多 {most} 字，请删减后再提交</source>
        <translation>{n} characters, the limit is {most}: shorten it before handing in</translation>
    </message>
    <message>
        <source>您是本份主评</source>
        <translation>You lead this entry</translation>
    </message>
    <message>
        <source>本份主评：{name}</source>
        <translation>Lead of this entry: {name}</translation>
    </message>
    <message>
        <source>总体评价必写，至少 {n} 字</source>
        <translation>remark required, at least {n} characters</translation>
    </message>
    <message>
        <source>总体评价必写</source>
        <translation>remark required</translation>
    </message>
    <message numerus="yes">
        <source>有 {n} 条记录已删或改为不反馈，文字仍在，请自行决定。</source>
        <translation>
            <numerusform>{n} note is gone or no longer for the circle; its words stay, you decide.</numerusform>
            <numerusform>{n} notes are gone or no longer for the circle; their words stay, you decide.</numerusform>
        </translation>
    </message>
    <message>
        <source>总体评价 优{a} 不足{b} 建议{c} · {n}/{limit}字</source>
        <translation>Remark {n}/{limit}: good {a}, weak {b}, tips {c}</translation>
    </message>
</context>
<context>
    <name>RestorePage</name>
    <message>
        <source>从副本恢复</source>
        <translation>Restore from a copy</translation>
    </message>
    <message>
        <source>选择以前备份的 .qcbackup 文件，输入纸上的恢复码。</source>
        <translation>Choose an earlier .qcbackup file and type the recovery code from paper.</translation>
    </message>
    <message>
        <source>恢复码</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>设一个口令，至少 8 个字符</source>
        <translation>Choose a passphrase of at least 8 characters</translation>
    </message>
    <message>
        <source>查看副本内容</source>
        <translation>See what is in it</translation>
    </message>
    <message>
        <source>恢复到本机</source>
        <translation>Restore here</translation>
    </message>
    <message>
        <source>返回</source>
        <translation>Back</translation>
    </message>
    <message>
        <source>旧电脑请不要再用来评分：两台都提交，组长会看到两份，要请您说明以哪份为准。</source>
        <translation>Do not score on the old computer any more: if both hand in, the chair sees two files and asks you which one counts.</translation>
    </message>
    <message>
        <source>所有文件 (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>选择副本</source>
        <translation>Choose a copy</translation>
    </message>
    <message>
        <source>质评台副本 (*.qcbackup)</source>
        <translation>QC Review Desk copy (*.qcbackup)</translation>
    </message>
    <message>
        <source>口令至少 8 个字符。</source>
        <translation>At least 8 characters.</translation>
    </message>
    <message>
        <source>选择副本文件…</source>
        <translation>Choose a copy…</translation>
    </message>
    <message>
        <source>{judge}，{copy}</source>
        <translation>{judge}: {copy}</translation>
    </message>
    <message>
        <source>这台电脑没有系统钥匙串，请设一个口令，以后每次打开都要输入。</source>
        <translation>This computer has no keyring: choose a passphrase, asked for at each start.</translation>
    </message>
    <message>
        <source>副本打不开。</source>
        <translation>The copy does not open.</translation>
    </message>
</context>
<context>
    <name>ResultChoice</name>
    <message>
        <source>选定小组结果</source>
        <translation>Choose a panel result</translation>
    </message>
    <message>
        <source>请打电话问组长以哪一份为准，再选定。选定以后可以撤销。</source>
        <translation>Call the chair and ask which one holds, then choose. The choice can be undone.</translation>
    </message>
    <message>
        <source>理由（写入决定记录）</source>
        <translation>Reason (stands in the record)</translation>
    </message>
    <message>
        <source>理由</source>
        <translation>Reason</translation>
    </message>
    <message>
        <source>选定这一份</source>
        <translation>Choose this one</translation>
    </message>
    <message>
        <source>{code} · 第 {n} 份
{chair} · {e} 项
{at} 定稿</source>
        <translation>{code} · no. {n}
{chair} · entries: {e}
closed {at}</translation>
    </message>
    <message>
        <source>选定这一份以后：</source>
        <translation>With this one chosen:</translation>
    </message>
</context>
<context>
    <name>ReturnBox</name>
    <message>
        <source>申请退回修改</source>
        <translation>Ask for it back</translation>
    </message>
    <message>
        <source>提交以后只有组长能退回。勾选要改的成果，写明原因，把文字发给组长；组长退回以后，本机自动打开修改。</source>
        <translation>Once handed in, only the chair can return it. Tick the entries to change, say why, and send the words to the chair; when the return arrives they open here by themselves.</translation>
    </message>
    <message>
        <source>要改的成果</source>
        <translation>Entries to change</translation>
    </message>
    <message>
        <source>原因</source>
        <translation>Why</translation>
    </message>
    <message>
        <source>原因，例如“漏看附表”</source>
        <translation>Why, e.g. “an appendix was overlooked”</translation>
    </message>
    <message>
        <source>复制申请文字</source>
        <translation>Copy the request</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>已复制，请粘贴到与组长的微信里。</source>
        <translation>Copied; paste it into the chat with the chair.</translation>
    </message>
</context>
<context>
    <name>RubricPane</name>
    <message>
        <source>评分表</source>
        <translation>Rubric</translation>
    </message>
    <message>
        <source>评审内容 ▸</source>
        <translation>Criteria ▸</translation>
    </message>
    <message>
        <source>评审内容 ▾</source>
        <translation>Criteria ▾</translation>
    </message>
    <message>
        <source>展开评审内容</source>
        <translation>Show the criteria</translation>
    </message>
    <message>
        <source>收起评审内容</source>
        <translation>Fold the criteria</translation>
    </message>
</context>
<context>
    <name>SameWords</name>
    <message>
        <source>与 {codes} 的文字相同（仅自己可见）</source>
        <translation>The same text as {codes} (for your eyes only)</translation>
    </message>
</context>
<context>
    <name>ScoreStrip</name>
    <message>
        <source>总分 {n}</source>
        <translation>Total {n}</translation>
    </message>
    <message>
        <source>评分条</source>
        <translation>Score strip</translation>
    </message>
    <message>
        <source>总分</source>
        <translation>Total</translation>
    </message>
</context>
<context>
    <name>Search</name>
    <message>
        <source>清除</source>
        <translation>Clear</translation>
    </message>
</context>
<context>
    <name>SeasonEntry</name>
    <message>
        <source>没有选定成果</source>
        <translation>No entry is chosen</translation>
    </message>
    <message>
        <source>无等级</source>
        <translation>No level</translation>
    </message>
    <message>
        <source>等级 {level}</source>
        <translation>Level: {level}</translation>
    </message>
    <message>
        <source>合议这份成果</source>
        <translation>To the meeting</translation>
    </message>
    <message>
        <source>合议会决定记录</source>
        <translation>Decisions of the meeting</translation>
    </message>
    <message>
        <source>所选成果</source>
        <translation>The chosen entry</translation>
    </message>
    <message>
        <source>超 {n}</source>
        <translation>{n} over</translation>
    </message>
    <message>
        <source>余 {n}</source>
        <translation>{n} left</translation>
    </message>
    <message>
        <source>名额：{all}</source>
        <translation>Places: {all}</translation>
    </message>
</context>
<context>
    <name>SeasonModel</name>
    <message>
        <source>收入 {n} 份小组结果。</source>
        <translation>{n} panel results taken in.</translation>
    </message>
    <message>
        <source>请先在“全季名次”选定排名范围。</source>
        <translation>Choose the range of the ranking on the page Season first.</translation>
    </message>
    <message>
        <source>还没有小组结果。请先在“全季名次”收入各组的小组结果（.qcp）。</source>
        <translation>No panel result is here yet. Take the panels&apos; results (.qcp) in on the page Season first.</translation>
    </message>
    <message>
        <source>{season} · 第{n}轮 · 已收 {have}/{all} 组 · {state}</source>
        <translation>{season} · round {n} · {have}/{all} panels · {state}</translation>
    </message>
    <message>
        <source>暂定</source>
        <translation>provisional</translation>
    </message>
    <message>
        <source>已定稿 {at}</source>
        <translation>final since {at}</translation>
    </message>
    <message>
        <source>可以定稿</source>
        <translation>ready to be made final</translation>
    </message>
    <message>
        <source>排名范围和名额已改；下次发布以后各组也按新规则。</source>
        <translation>Range and places are changed; the panels follow them after the next publish.</translation>
    </message>
    <message>
        <source>已定稿：名次和等级以此为准。</source>
        <translation>Final: these ranks and levels hold.</translation>
    </message>
    <message>
        <source>请先在“全季名次”选定小组结果。</source>
        <translation>Choose a panel result on the page Season first.</translation>
    </message>
    <message>
        <source>已选定这份小组结果。</source>
        <translation>This panel result counts now.</translation>
    </message>
</context>
<context>
    <name>SeasonPapersPage</name>
    <message>
        <source>勾选要打印的，写到一个文件夹。都有 PDF；汇总表和两种名单另有 XLSX 和 DOCX。还不能打印的会在这里说明原因。</source>
        <translation>Tick what to print and write it to a folder. All come as PDF; the summary and both lists also as XLSX and DOCX. What cannot be printed yet is named here with its reason.</translation>
    </message>
    <message>
        <source>已取消，什么也没有写。</source>
        <translation>Cancelled; nothing was written.</translation>
    </message>
    <message>
        <source>已定稿 {at}：审定表和名单写明定稿时间。</source>
        <translation>Final since {at}: the approval form and the lists say so.</translation>
    </message>
    <message>
        <source>还要议定：{what}</source>
        <translation>Still to settle: {what}</translation>
    </message>
    <message>
        <source>未定稿：审定表和名单每页写“草稿 · 未定稿”。</source>
        <translation>Not final: every page of the approval form and the lists says 草稿 · 未定稿 (draft).</translation>
    </message>
    <message>
        <source>定稿在“全季名次”。</source>
        <translation>Make it final on the page Season.</translation>
    </message>
    <message>
        <source>暂定：审定表和名单先不出，其余标明“暂定”。</source>
        <translation>Provisional: no approval form and no lists yet, the rest is marked 暂定 (provisional).</translation>
    </message>
</context>
<context>
    <name>SeasonRows</name>
    <message>
        <source>排名</source>
        <translation>Rank</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>课题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>领域</source>
        <translation>Field</translation>
    </message>
    <message>
        <source>专业组</source>
        <translation>Panel</translation>
    </message>
    <message>
        <source>得分</source>
        <translation>Score</translation>
    </message>
    <message>
        <source>等级</source>
        <translation>Level</translation>
    </message>
    <message>
        <source>组提{level}</source>
        <translation>panel: {level}</translation>
    </message>
    <message>
        <source>备注</source>
        <translation>Note</translation>
    </message>
    <message>
        <source>待复核</source>
        <translation>confirm anew</translation>
    </message>
    <message>
        <source>暂缓</source>
        <translation>Defer</translation>
    </message>
    <message>
        <source>并列待定</source>
        <translation>tied</translation>
    </message>
    <message>
        <source>申请增额</source>
        <translation>asks for a place</translation>
    </message>
    <message>
        <source>组定不升</source>
        <translation>held by panel</translation>
    </message>
    <message>
        <source>代录</source>
        <translation>copied</translation>
    </message>
    <message>
        <source>组内暂缓</source>
        <translation>deferred by panel</translation>
    </message>
</context>
<context>
    <name>SeasonTicks</name>
    <message>
        <source>暂定的也出名单，并标明</source>
        <translation>Provisional lists too, marked so</translation>
    </message>
    <message>
        <source>全季汇总表</source>
        <translation>Season summary</translation>
    </message>
    <message>
        <source>合议会记录</source>
        <translation>Minutes</translation>
    </message>
    <message>
        <source>审定表</source>
        <translation>Approval form</translation>
    </message>
    <message>
        <source>成果名单</source>
        <translation>Award lists</translation>
    </message>
    <message>
        <source>统计表</source>
        <translation>Statistics</translation>
    </message>
    <message>
        <source>推荐全国名单</source>
        <translation>National recommendations</translation>
    </message>
</context>
<context>
    <name>SeasonView</name>
    <message>
        <source>收小组结果…</source>
        <translation>Take panel results…</translation>
    </message>
    <message>
        <source>收整个文件夹或U盘…</source>
        <translation>A folder or a stick…</translation>
    </message>
    <message>
        <source>从收件箱取</source>
        <translation>From the inbox</translation>
    </message>
    <message>
        <source>全季成果</source>
        <translation>Entries of the season</translation>
    </message>
    <message>
        <source>把各组的小组结果（.qcp）拖到这里。</source>
        <translation>Drop the panels&apos; results (.qcp) here.</translation>
    </message>
    <message>
        <source>收小组结果</source>
        <translation>Take panel results</translation>
    </message>
    <message>
        <source>小组结果 (*.qcp)</source>
        <translation>Panel results (*.qcp)</translation>
    </message>
    <message>
        <source>所有文件 (*)</source>
        <translation>All files (*)</translation>
    </message>
    <message>
        <source>收整个文件夹或U盘</source>
        <translation>A folder or a stick</translation>
    </message>
    <message>
        <source>定稿</source>
        <translation>Make final</translation>
    </message>
    <message>
        <source>选定小组结果…</source>
        <translation>Choose a result…</translation>
    </message>
    <message>
        <source>名单和报表</source>
        <translation>Lists and papers</translation>
    </message>
    <message>
        <source>关于全季名次</source>
        <translation>About the season&apos;s ranks</translation>
    </message>
</context>
<context>
    <name>SeasonsList</name>
    <message>
        <source>其他赛季的档案</source>
        <translation>Profiles of other seasons</translation>
    </message>
    <message>
        <source>{name} · 最近用过 {date}</source>
        <translation>{name} · last used {date}</translation>
    </message>
    <message>
        <source>打开</source>
        <translation>Open</translation>
    </message>
    <message>
        <source>打开 {name}</source>
        <translation>Open {name}</translation>
    </message>
</context>
<context>
    <name>SecretPage</name>
    <message>
        <source>请设一个口令</source>
        <translation>Choose a passphrase</translation>
    </message>
    <message>
        <source>请输入口令</source>
        <translation>Type the passphrase</translation>
    </message>
    <message>
        <source>这台电脑没有系统钥匙串，评分资料由口令保护。每次打开都要输入，至少 8 个字符。</source>
        <translation>This computer has no keyring, so a passphrase protects your scores. It is asked at every start; 8 characters or more.</translation>
    </message>
    <message>
        <source>口令</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>再输一次口令</source>
        <translation>Passphrase again</translation>
    </message>
    <message>
        <source>再输一次</source>
        <translation>Once more</translation>
    </message>
    <message>
        <source>继续</source>
        <translation>Go on</translation>
    </message>
    <message>
        <source>忘记口令？用恢复码打开</source>
        <translation>Forgotten? Open with the recovery code</translation>
    </message>
    <message>
        <source>口令至少 8 个字符。</source>
        <translation>The passphrase needs 8 characters or more.</translation>
    </message>
    <message>
        <source>两次输入不一致。</source>
        <translation>The two differ.</translation>
    </message>
    <message>
        <source>恢复码</source>
        <translation>Recovery code</translation>
    </message>
    <message>
        <source>请输入恢复码</source>
        <translation>Enter the recovery code</translation>
    </message>
    <message>
        <source>想起口令了？用口令打开</source>
        <translation>Remembered the passphrase? Open with it</translation>
    </message>
    <message>
        <source>恢复码也没有了？用组织方新发的邀请从头开始…</source>
        <translation>Recovery code gone too? Begin anew with a new invitation from the organiser…</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>记一条 Ctrl+M</source>
        <translation>Note Ctrl+M</translation>
    </message>
    <message>
        <source>复制 Ctrl+C</source>
        <translation>Copy Ctrl+C</translation>
    </message>
</context>
<context>
    <name>SettingsPanel</name>
    <message>
        <source>设置</source>
        <translation>Settings</translation>
    </message>
    <message>
        <source>评分提示与本人分布（仅自己可见）</source>
        <translation>Hints and own spread (only you see them)</translation>
    </message>
    <message>
        <source>语言</source>
        <translation>Language</translation>
    </message>
    <message>
        <source>明暗</source>
        <translation>Theme</translation>
    </message>
    <message>
        <source>文字大小</source>
        <translation>Text size</translation>
    </message>
    <message>
        <source>随系统</source>
        <translation>As the system</translation>
    </message>
    <message>
        <source>浅色</source>
        <translation>Light</translation>
    </message>
    <message>
        <source>深色</source>
        <translation>Dark</translation>
    </message>
    <message>
        <source>资料与副本</source>
        <translation>Files and copies</translation>
    </message>
    <message>
        <source>体检</source>
        <translation>Doctor</translation>
    </message>
    <message>
        <source>许可证</source>
        <translation>Licences</translation>
    </message>
    <message>
        <source>快捷键… F1</source>
        <translation>Keys… F1</translation>
    </message>
    <message>
        <source>发表现场 Ctrl+E</source>
        <translation>Presentation hall Ctrl+E</translation>
    </message>
    <message>
        <source>Ctrl+=、Ctrl+- 改文字大小 · Ctrl+B 换版式</source>
        <translation>Ctrl+= and Ctrl+- size of text · Ctrl+B layout</translation>
    </message>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>换一个恢复码…</source>
        <translation>New recovery code…</translation>
    </message>
</context>
<context>
    <name>ShutPage</name>
    <message>
        <source>评分档案现在打不开</source>
        <translation>The profile cannot be opened now</translation>
    </message>
    <message>
        <source>这个文件夹不能写入。请把它放回本机可以写入的位置，或请管理员给您写入权限，再试一次。</source>
        <translation>This folder cannot be written to. Move it to a place on this computer that can be, or ask for permission to write there, then try again.</translation>
    </message>
    <message>
        <source>档案在：{place}。里面的评分没有改动。</source>
        <translation>The profile is in {place}. Nothing in it was changed.</translation>
    </message>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>收起</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>收起面板</source>
        <translation>Close the panel</translation>
    </message>
</context>
<context>
    <name>SpreadPage</name>
    <message>
        <source>正在写…</source>
        <translation>Writing…</translation>
    </message>
    <message>
        <source>分差表</source>
        <translation>Spread list</translation>
    </message>
    <message>
        <source>搜索编号、课题、小组</source>
        <translation>Search code, title, circle</translation>
    </message>
    <message>
        <source>搜索</source>
        <translation>Search</translation>
    </message>
    <message>
        <source>搜索成果</source>
        <translation>Search entries</translation>
    </message>
    <message>
        <source>按专业筛选</source>
        <translation>Filter by field</translation>
    </message>
    <message>
        <source>限内的也列出</source>
        <translation>Also within limits</translation>
    </message>
    <message>
        <source>限内的成果也列出</source>
        <translation>List entries within the limits too</translation>
    </message>
    <message>
        <source>导出…</source>
        <translation>Export…</translation>
    </message>
    <message>
        <source>导出分差表（XLSX、CSV）</source>
        <translation>Export the spread list (XLSX, CSV)</translation>
    </message>
    <message>
        <source>Enter 看各评委的证据 · Ctrl+C 复制 · 分差只提示要议，不改分</source>
        <translation>Enter: the judges&apos; evidence · Ctrl+C copies · a spread asks for a talk, it changes no score</translation>
    </message>
    <message>
        <source>编号</source>
        <translation>Code</translation>
    </message>
    <message>
        <source>课题</source>
        <translation>Title</translation>
    </message>
    <message>
        <source>排名</source>
        <translation>Rank</translation>
    </message>
    <message>
        <source>总分极差</source>
        <translation>Range</translation>
    </message>
    <message>
        <source>超限项</source>
        <translation>Beyond the limits</translation>
    </message>
    <message>
        <source>差/限</source>
        <translation>Of limit</translation>
    </message>
    <message>
        <source>全部领域</source>
        <translation>All fields</translation>
    </message>
    <message>
        <source>分差 {n} 份超限，共 {total} 份</source>
        <translation>Spread: {n} of {total} beyond limits</translation>
    </message>
    <message>
        <source>没有超限的成果。勾选“限内的也列出”可看全部。</source>
        <translation>No entry is beyond a limit. Tick “Also within limits” to see all.</translation>
    </message>
    <message>
        <source>没有符合筛选的成果。</source>
        <translation>No entry meets the filter.</translation>
    </message>
    <message>
        <source>分差表写到哪个文件夹</source>
        <translation>Folder for the spread list</translation>
    </message>
    <message>
        <source>已写好 {n} 个文件：{names}</source>
        <translation>Files written: {n} ({names})</translation>
    </message>
    <message>
        <source>没有写出。</source>
        <translation>Nothing was written.</translation>
    </message>
    <message numerus="yes">
        <source>已复制 {n} 行。</source>
        <translation>
            <numerusform>{n} row copied.</numerusform>
            <numerusform>{n} rows copied.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StartView</name>
    <message>
        <source>正在打开…</source>
        <translation>Opening…</translation>
    </message>
    <message>
        <source>质评台</source>
        <translation>QC Review Desk</translation>
    </message>
    <message>
        <source>English</source>
        <translation>中文</translation>
    </message>
</context>
<context>
    <name>StatisticsPage</name>
    <message>
        <source>参考</source>
        <translation>Reference</translation>
    </message>
    <message>
        <source>名额线附近</source>
        <translation>Near the line</translation>
    </message>
    <message>
        <source>难分上下</source>
        <translation>Coin toss</translation>
    </message>
    <message>
        <source>评委与同组相比</source>
        <translation>Judges beside their colleagues</translation>
    </message>
    <message>
        <source>各种算法并列</source>
        <translation>Every way of counting side by side</translation>
    </message>
    <message>
        <source>算不出的，和原因</source>
        <translation>What cannot be told, and why</translation>
    </message>
    <message>
        <source>谁评了什么</source>
        <translation>Who read what</translation>
    </message>
    <message>
        <source>收起全部</source>
        <translation>Fold everything</translation>
    </message>
    <message>
        <source>全部…</source>
        <translation>Everything…</translation>
    </message>
    <message>
        <source>全部统计</source>
        <translation>All statistics</translation>
    </message>
    <message>
        <source>正在计算…</source>
        <translation>Computing…</translation>
    </message>
    <message>
        <source>没有算出来。</source>
        <translation>It could not be computed.</translation>
    </message>
    <message>
        <source>本季没有名额线。</source>
        <translation>This season draws no line.</translation>
    </message>
    <message>
        <source>算不出，原因见下。</source>
        <translation>Cannot be told; the reasons are below.</translation>
    </message>
    <message>
        <source>没有：名额线两边分得清。</source>
        <translation>None: both sides of the line are clear.</translation>
    </message>
    <message>
        <source>次序图</source>
        <translation>Plot of the order</translation>
    </message>
    <message>
        <source>次序和区间的图</source>
        <translation>Plot of the order with its intervals</translation>
    </message>
    <message>
        <source>已取消。再次打开本页会重新计算。</source>
        <translation>Cancelled. It is computed again when this page is opened the next time.</translation>
    </message>
    <message>
        <source>按校正后得分会跨线的</source>
        <translation>Who crosses a line by adjusted score</translation>
    </message>
    <message>
        <source>只供组长参考：不投影，规则没有声明就不打印，不改变任何得分和名次；也不说明谁对。</source>
        <translation>For the chair alone: never projected, printed only as far as the policy declares, changes no score or rank; who is right it does not say.</translation>
    </message>
</context>
<context>
    <name>StatusLine</name>
    <message>
        <source>资料与副本</source>
        <translation>Files and copies</translation>
    </message>
    <message>
        <source>正在保存…</source>
        <translation>Saving…</translation>
    </message>
    <message>
        <source>有 {n} 处没有存下，仍在屏幕上</source>
        <translation>{n} not saved, still on screen</translation>
    </message>
    <message>
        <source>改动即时保存</source>
        <translation>Every change is saved at once</translation>
    </message>
    <message>
        <source>已保存 {n} 秒前</source>
        <translation>Saved {n} s ago</translation>
    </message>
    <message>
        <source>已保存 {n} 分钟前</source>
        <translation>Saved {n} min ago</translation>
    </message>
    <message>
        <source>已保存 {time}</source>
        <translation>Saved {time}</translation>
    </message>
    <message>
        <source>本机备份 {time}</source>
        <translation>Backup {time}</translation>
    </message>
    <message>
        <source>离线，不影响评分</source>
        <translation>Offline; scoring goes on</translation>
    </message>
    <message>
        <source>本轮已提交</source>
        <translation>This round is handed in</translation>
    </message>
    <message>
        <source>已评 {n}/{all}</source>
        <translation>{n}/{all} scored</translation>
    </message>
    <message>
        <source>已过截止时间</source>
        <translation>Past the deadline</translation>
    </message>
    <message>
        <source>还没有上传</source>
        <translation>not sent yet</translation>
    </message>
    <message>
        <source>等回执</source>
        <translation>waiting for the receipt</translation>
    </message>
    <message>
        <source>已申请退回</source>
        <translation>asked for it back</translation>
    </message>
    <message>
        <source>组长已收</source>
        <translation>the chair has it</translation>
    </message>
    <message>
        <source>组长的合计不一致</source>
        <translation>the chair&apos;s total differs</translation>
    </message>
    <message>
        <source>组长未收</source>
        <translation>the chair refused it</translation>
    </message>
    <message>
        <source>已定稿</source>
        <translation>final</translation>
    </message>
    <message>
        <source>再存一次</source>
        <translation>Save again</translation>
    </message>
    <message>
        <source>{short} · {place}</source>
        <translation>{short} · {place}</translation>
    </message>
    <message>
        <source>{place}：{words}</source>
        <translation>{place}: {words}</translation>
    </message>
    <message>
        <source>身份待确认</source>
        <translation>Not confirmed yet</translation>
    </message>
    <message>
        <source>退回 {n} 份待改</source>
        <translation>{n} returned to you</translation>
    </message>
    <message numerus="yes">
        <source>{n} 个文件待送出</source>
        <translation>
            <numerusform>{n} file to send</numerusform>
            <numerusform>{n} files to send</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>距截止 {n} 天</source>
        <translation>
            <numerusform>{n} day left</numerusform>
            <numerusform>{n} days left</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>距截止 {n} 小时</source>
        <translation>
            <numerusform>{n} hour left</numerusform>
            <numerusform>{n} hours left</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StepsModel</name>
    <message>
        <source>没有可撤销或重做的步骤。</source>
        <translation>There is no step to undo or redo.</translation>
    </message>
</context>
<context>
    <name>StepsPanel</name>
    <message>
        <source>正在读报告…</source>
        <translation>Reading the report…</translation>
    </message>
    <message>
        <source>步骤</source>
        <translation>Steps</translation>
    </message>
    <message>
        <source>活动程序步骤</source>
        <translation>Steps of the activity</translation>
    </message>
    <message>
        <source>按标题查找，只供阅读，不计分。</source>
        <translation>Found by headings; a reading aid that never scores.</translation>
    </message>
    <message>
        <source>这份报告多为图片，读不出标题。</source>
        <translation>This report is mostly pictures; no headings can be read.</translation>
    </message>
    <message>
        <source>非本类型步骤</source>
        <translation>not of this type</translation>
    </message>
    <message>
        <source>未找到</source>
        <translation>not found</translation>
    </message>
    <message>
        <source>这份报告读不出步骤。</source>
        <translation>The steps of this report cannot be read.</translation>
    </message>
</context>
<context>
    <name>StillBox</name>
    <message>
        <source>正在取画面…</source>
        <translation>Getting the picture…</translation>
    </message>
    <message>
        <source>这条记录的画面</source>
        <translation>Picture of this note</translation>
    </message>
    <message>
        <source>复制画面</source>
        <translation>Copy picture</translation>
    </message>
    <message>
        <source>把画面复制到剪贴板</source>
        <translation>Copy the picture to the clipboard</translation>
    </message>
    <message>
        <source>另存…</source>
        <translation>Save…</translation>
    </message>
    <message>
        <source>把画面存成文件</source>
        <translation>Save the picture as a file</translation>
    </message>
</context>
<context>
    <name>StillExport</name>
    <message>
        <source>画面是送审材料。存成文件后不再加密，任何人都能打开；请只用于评审，用完删除。</source>
        <translation>The picture is submitted material. As a file it is no longer sealed and anyone can open it: use it for judging only and delete it afterwards.</translation>
    </message>
    <message>
        <source>知道，选位置…</source>
        <translation>I know, choose where…</translation>
    </message>
    <message>
        <source>画面存为文件</source>
        <translation>Save the picture as a file</translation>
    </message>
    <message>
        <source>画面已存到 {name}</source>
        <translation>Picture saved as {name}</translation>
    </message>
</context>
<context>
    <name>Stills</name>
    <message>
        <source>这一刻的画面取不出来。</source>
        <translation>The picture of this moment cannot be had.</translation>
    </message>
</context>
<context>
    <name>StripBox</name>
    <message>
        <source>未完 {text}</source>
        <translation>Begun {text}</translation>
    </message>
    <message>
        <source>未评</source>
        <translation>Blank</translation>
    </message>
    <message>
        <source>{n} {name}，{state}，满分 {full}</source>
        <translation>{n} {name}, {state}, of {full}</translation>
    </message>
</context>
<context>
    <name>StripCard</name>
    <message>
        <source>收起</source>
        <translation>Close</translation>
    </message>
    <message>
        <source>收起评分卡</source>
        <translation>Put the card away</translation>
    </message>
    <message>
        <source>评分卡</source>
        <translation>Score card</translation>
    </message>
</context>
<context>
    <name>SubmitView</name>
    <message>
        <source>已保存到 {place}</source>
        <translation>Saved to {place}</translation>
    </message>
    <message>
        <source>正在核对…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>文件已复制，到微信或邮件里粘贴即可。</source>
        <translation>The file is copied; paste it into a chat or a mail.</translation>
    </message>
    <message>
        <source>还有 {n} 份共 {m} 项未评</source>
        <translation>Blank items left: {m} (in entries: {n})</translation>
    </message>
    <message>
        <source>未评不等于 0 分。点一行转到那一份。</source>
        <translation>Blank is not zero. Click a line to go there.</translation>
    </message>
    <message>
        <source>返回评审</source>
        <translation>Back to the entries</translation>
    </message>
    <message>
        <source>导出草稿评分表…</source>
        <translation>Export draft sheets…</translation>
    </message>
    <message>
        <source>全部评完，可以提交</source>
        <translation>All scored, ready to hand in</translation>
    </message>
    <message>
        <source>我确认以上评分是本人独立作出</source>
        <translation>I confirm that these scores are my own independent judgement</translation>
    </message>
    <message>
        <source>提交评分文件</source>
        <translation>Hand in the score file</translation>
    </message>
    <message>
        <source>没有送出：{why}</source>
        <translation>Not sent: {why}</translation>
    </message>
    <message>
        <source>已上传，等回执。</source>
        <translation>Uploaded, waiting for the receipt.</translation>
    </message>
    <message>
        <source>评分表和签名页已导出到 {place}。只在“个人评分汇总表”上签一次名。</source>
        <translation>Sheets and signature page exported to {place}. Sign once, on the summary.</translation>
    </message>
    <message>
        <source>导出到文件夹</source>
        <translation>Export into a folder</translation>
    </message>
    <message>
        <source>提交以后新增了 {codes}，请评完再提交一次；已交的不变。</source>
        <translation>{codes} came after you handed in: score them and hand in once more; what was handed in stays as it is.</translation>
    </message>
    <message>
        <source>数据说明：评分文件里有</source>
        <translation>What the score file holds</translation>
    </message>
    <message>
        <source>提交</source>
        <translation>Hand in</translation>
    </message>
    <message>
        <source>全部评完，现在还不能提交</source>
        <translation>Everything is scored, but it cannot be handed in yet</translation>
    </message>
    <message>
        <source>现在没有网络；联网后再同步。</source>
        <translation>There is no network now; sync when there is one.</translation>
    </message>
    <message>
        <source>正在同步…</source>
        <translation>Syncing…</translation>
    </message>
    <message>
        <source>现在同步</source>
        <translation>Sync now</translation>
    </message>
    <message>
        <source>正在提交…</source>
        <translation>Handing in…</translation>
    </message>
    <message>
        <source>{aside}，不在评分文件里。</source>
        <translation>{aside}, and not in the score file.</translation>
    </message>
    <message numerus="yes">
        <source>{n} 份评分，{m} 份回避。提交后本轮锁定，如需修改要请评审组长退回。</source>
        <translation>
            <numerusform>{n} entry scored, {m} recused. Handing in locks the round; changes then need the panel chair.</numerusform>
            <numerusform>{n} entries scored, {m} recused. Handing in locks the round; changes then need the panel chair.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>另有 {n} 条仅自己可见的提示，在“总表”下面逐条看。</source>
        <translation>
            <numerusform>There is {n} hint for your eyes only; see it under “Table”.</numerusform>
            <numerusform>There are {n} hints for your eyes only; see them one by one under “Table”.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>还有 {n} 份没有完成</source>
        <translation>
            <numerusform>{n} entry is not finished</numerusform>
            <numerusform>{n} entries are not finished</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SyncingPage</name>
    <message>
        <source>正在取评审资料的目录</source>
        <translation>Fetching the list of entries</translation>
    </message>
    <message>
        <source>同步进度</source>
        <translation>Progress</translation>
    </message>
    <message>
        <source>目录到了就可以签承诺书；报告和视频在后面下载，不用等。</source>
        <translation>Sign the declaration as soon as it is here; reports and videos load behind, without waiting.</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>优</source>
        <translation>S</translation>
    </message>
    <message>
        <source>建</source>
        <translation>A</translation>
    </message>
    <message>
        <source>视频进度 {time}，共 {length}</source>
        <translation>Video at {time} of {length}</translation>
    </message>
    <message>
        <source>缺</source>
        <translation>W</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>☰ 成果 {at}/{n} ▾</source>
        <translation>☰ Entry {at}/{n} ▾</translation>
    </message>
    <message>
        <source>☰ 成果</source>
        <translation>☰ Entries</translation>
    </message>
    <message>
        <source>成果列表</source>
        <translation>List of entries</translation>
    </message>
    <message>
        <source>上一份</source>
        <translation>Previous entry</translation>
    </message>
    <message>
        <source>下一份</source>
        <translation>Next entry</translation>
    </message>
    <message>
        <source>上一份（Ctrl+PgUp）</source>
        <translation>Previous entry (Ctrl+PgUp)</translation>
    </message>
    <message>
        <source>下一份（Ctrl+PgDn）</source>
        <translation>Next entry (Ctrl+PgDn)</translation>
    </message>
    <message>
        <source>完成并下一份 Ctrl+Enter</source>
        <translation>Finish, next  Ctrl+Enter</translation>
    </message>
    <message>
        <source>完成并转到下一份未评</source>
        <translation>Finish and go to the next entry not scored</translation>
    </message>
</context>
<context>
    <name>TotalRow</name>
    <message>
        <source>总分</source>
        <translation>Total</translation>
    </message>
    <message>
        <source>回避…</source>
        <translation>Recuse…</translation>
    </message>
    <message>
        <source>回避本份</source>
        <translation>Stand aside from this entry</translation>
    </message>
    <message>
        <source>总分 {n}</source>
        <translation>Total {n}</translation>
    </message>
    <message>
        <source>满分 {full} · {m} 项未评</source>
        <translation>of {full} · {m} blank</translation>
    </message>
    <message>
        <source>/{full} 已评 {n} 项 · 未评 {m} 项</source>
        <translation>/{full} · {n} scored · {m} blank</translation>
    </message>
    <message>
        <source>/{full} 缺总体评价</source>
        <translation>/{full} · remark missing</translation>
    </message>
    <message>
        <source>/{full} 缺建议等级</source>
        <translation>/{full} · level missing</translation>
    </message>
    <message>
        <source>/{full} 各项已评完</source>
        <translation>/{full} · all items scored</translation>
    </message>
</context>
<context>
    <name>TravelModel</name>
    <message>
        <source>正在检查…</source>
        <translation>Checking…</translation>
    </message>
    <message>
        <source>检查没有做完，请再点“现在检查”。</source>
        <translation>The check did not finish; choose “Check now” again.</translation>
    </message>
    <message>
        <source>资料到齐后自动检查。</source>
        <translation>Checked by itself once all files are here.</translation>
    </message>
    <message>
        <source>可以出发</source>
        <translation>Ready to travel</translation>
    </message>
    <message>
        <source>还不能出发</source>
        <translation>Not ready to travel</translation>
    </message>
    <message>
        <source>可以出发：所有资料都在本机，都能打开，离线也能评。</source>
        <translation>Ready to travel: every file is here and opens; you can score without a network.</translation>
    </message>
    <message>
        <source>可以出发：要评的资料都在本机，都能打开</source>
        <translation>Ready to travel: every file you score is here and opens</translation>
    </message>
    <message>
        <source>；</source>
        <translation>; </translation>
    </message>
    <message>
        <source>。</source>
        <translation>.</translation>
    </message>
    <message numerus="yes">
        <source>还有 {n} 个文件没有下载：您停了下载，点“继续下载”就接着来。</source>
        <translation>
            <numerusform>{n} file is not here: you stopped loading; “Go on” fetches it.</numerusform>
            <numerusform>{n} files are not here: you stopped loading; “Go on” fetches them.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>看完的已释放 {n} 个文件</source>
        <translation>
            <numerusform>{n} was freed after scoring</numerusform>
            <numerusform>{n} were freed after scoring</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>按您的选择没有下载 {n} 个文件</source>
        <translation>
            <numerusform>{n} was left out by your choice</numerusform>
            <numerusform>{n} were left out by your choice</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnitConflictBox</name>
    <message>
        <source>不补报单位，只回避本份</source>
        <translation>No unit, only this entry</translation>
    </message>
    <message>
        <source>有利害关系的单位</source>
        <translation>The unit</translation>
    </message>
    <message>
        <source>“{unit}”同时回避的另 {n} 份也撤销：{codes}</source>
        <translation>Also take back {n} more of “{unit}” that went with it: {codes}</translation>
    </message>
    <message>
        <source>与整个单位有利害关系：“{unit}”的另 {n} 份也回避：{codes}</source>
        <translation>My conflict is with the whole unit: also stand aside from {n} more of “{unit}”: {codes}</translation>
    </message>
    <message>
        <source>同时撤回补报的单位：{units}</source>
        <translation>Also takes back the unit named: {units}</translation>
    </message>
    <message>
        <source>本季隐去单位名。与整个单位有利害关系的，请选出，并告诉主办单位，由其调换成果：单位随评分文件提交，不注明是哪份成果。</source>
        <translation>Units are hidden this season. If your conflict is with a whole unit, choose it, and tell the organiser, who exchanges entries: it goes with the score file, tied to no entry.</translation>
    </message>
</context>
<context>
    <name>VideoControls</name>
    <message>
        <source>已看完</source>
        <translation>Watched to the end</translation>
    </message>
    <message>
        <source>播放速度 {n} 倍</source>
        <translation>Speed {n}×</translation>
    </message>
    <message>
        <source>静音</source>
        <translation>Muted</translation>
    </message>
    <message>
        <source>音量 {n}</source>
        <translation>Vol. {n}</translation>
    </message>
    <message>
        <source>静音，再按恢复</source>
        <translation>Mute, again to restore</translation>
    </message>
    <message>
        <source>取消静音</source>
        <translation>Sound on again</translation>
    </message>
    <message>
        <source>从头看</source>
        <translation>From start</translation>
    </message>
    <message>
        <source>−5秒</source>
        <translation>−5 s</translation>
    </message>
    <message>
        <source>退 5 秒</source>
        <translation>Back 5 s</translation>
    </message>
    <message>
        <source>＋5秒</source>
        <translation>＋5 s</translation>
    </message>
    <message>
        <source>进 5 秒</source>
        <translation>On 5 s</translation>
    </message>
    <message>
        <source>截取画面</source>
        <translation>Take still</translation>
    </message>
    <message>
        <source>截取画面，记一条</source>
        <translation>Take this picture, write a note</translation>
    </message>
    <message>
        <source>播放或暂停</source>
        <translation>Play or pause</translation>
    </message>
    <message>
        <source>空格</source>
        <translation>Space</translation>
    </message>
    <message>
        <source>播放速度</source>
        <translation>Speed</translation>
    </message>
    <message>
        <source>音量</source>
        <translation>Loudness</translation>
    </message>
    <message>
        <source>退出全屏</source>
        <translation>Leave full screen</translation>
    </message>
    <message>
        <source>全屏</source>
        <translation>Full screen</translation>
    </message>
    <message>
        <source>暂停</source>
        <translation>Pause</translation>
    </message>
    <message>
        <source>从 {time} 继续</source>
        <translation>Go on at {time}</translation>
    </message>
    <message>
        <source>从头再看</source>
        <translation>Play again</translation>
    </message>
    <message>
        <source>播放</source>
        <translation>Play</translation>
    </message>
</context>
<context>
    <name>VideoView</name>
    <message>
        <source>“{name}”还没有下载，可先评分。</source>
        <translation>“{name}” is not downloaded yet; score first.</translation>
    </message>
    <message>
        <source>正在打开视频…</source>
        <translation>Opening the video…</translation>
    </message>
    <message>
        <source>视频打不开，可先评分。</source>
        <translation>The video does not open; score without it for now.</translation>
    </message>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>“{name}”已释放，可重新下载。</source>
        <translation>“{name}” was freed and can be fetched again.</translation>
    </message>
    <message>
        <source>重新下载</source>
        <translation>Fetch again</translation>
    </message>
    <message>
        <source>现在下载</source>
        <translation>Fetch now</translation>
    </message>
    <message>
        <source>已记下问题：在“体检”里可以复制给组织方。</source>
        <translation>Noted: the check-up page has it to be copied to the organiser.</translation>
    </message>
</context>
<context>
    <name>WaitingPage</name>
    <message>
        <source>资料还没有取到</source>
        <translation>The material is not here yet</translation>
    </message>
    <message>
        <source>等待组织方确认</source>
        <translation>Waiting for the organiser</translation>
    </message>
    <message>
        <source>再试一次</source>
        <translation>Try again</translation>
    </message>
    <message>
        <source>来源可靠，继续使用</source>
        <translation>I trust it, go on</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>放入后有 {n} 字，最多 {most} 字：没有放入。</source>
        <translation>That would make {n} characters; the limit is {most}. It was not put in.</translation>
    </message>
</context>
<context>
    <name>_Over</name>
    <message>
        <source>关闭</source>
        <translation>Close</translation>
    </message>
</context>
</TS>
