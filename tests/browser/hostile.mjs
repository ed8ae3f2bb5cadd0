// Writes a corpus whose every name tries to be something else than text: node hostile.mjs FOLDER
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
mkdirSync(folder, { recursive: true });
const long = '长'.repeat(10_000);
const plan = `关于<script>alert(1)</script>科技创新的实施方案

东莞市人民政府
2018年3月1日

一、"onmouseover="alert(2)总体要求
落实《<img src=x onerror=alert(3)>高质量发展规划》,建设javascript:alert(4)产业园和]]>科技园。
二、重点任务
(一)</svg><script>alert(5)</script>培育企业
支持企业建设\u202e研发机构,到2020年,高新技术企业达到500家以上。(责任单位:市<b onclick=alert(6)>科技局、市财政局、市科技局)
(二)=HYPERLINK("http://example.org")公式
实施“${'<script>alert(7)</script>'}工程”和“+cmd|' /C calc'!A0计划”。(责任单位:市科技局、市财政局)
(三)${long}
-1+1、@SUM(A1)由市发展改革局牵头,市财政局配合。
(四)\${alert(8)}与{{constructor.constructor('alert(9)')()}}
</textarea></title><iframe srcdoc="<script>alert(10)</script>">由市教育局负责。
`;
writeFileSync(join(folder, 'hostile.txt'), plan);
writeFileSync(join(folder, "a'b&c;$(touch x)`y` =1+1.txt"), plan.replace('2018', '2019').replaceAll('(一)', '(一)“双引号”'));
writeFileSync(join(folder, 'titles.txt'), `</title><script>alert(11)</script>东莞市“</script>”行动计划

东莞市人民政府
2020年5月6日

一、<a href="javascript:alert(12)">任务</a>
由市科技局牵头。
`);
writeFileSync(join(folder, 'corpus.toml'), `["titles.txt"]
url = "javascript:alert(13)"
title = "<svg onload=alert(14)>\\u202e"
number = "=1+1"
`);
