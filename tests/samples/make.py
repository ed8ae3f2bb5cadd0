"""Makes the office files and PDFs of this folder; README.md says with which programs.

    python3 -m venv venv && venv/bin/pip install python-docx openpyxl xlwt weasyprint reportlab msoffcrypto-tool pyzipper
    venv/bin/python make.py

soffice, chromium, qpdf and the font Noto Serif CJK SC must be installed. The text that they all hold is plan.txt; the
table is table.txt, a row a line, cells parted by tabs, `^` for a cell merged with the one above.
"""

import html
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
FONT = "Noto Serif CJK SC"
PLAN = open(os.path.join(HERE, "plan.txt"), encoding="utf-8").read().strip().split("\n")
TABLE = [line.split("\t") for line in open(os.path.join(HERE, "table.txt"), encoding="utf-8").read().strip("\n").split("\n")]
TITLE, ROWS = TABLE[0][0], TABLE[1:]
CORPUS = os.path.join(HERE, "../../data/corpus/dongguan-2012.txt")


def flattened():
    """The rows of the corpus's flattened table, in the form of TABLE: a row that ends early has the cells above."""
    rows, row, cell = [], [], []
    lines = [line.rstrip() for line in open(CORPUS, encoding="utf-8") if line.strip()]
    for i, line in enumerate(lines):
        for k, piece in enumerate(line.split("|")):
            if k:
                row.append("\\n".join(cell))
                cell = []
            cell += [piece.strip()] if piece.strip() else []
        if line.endswith("|") and (i + 1 == len(lines) or not lines[i + 1].startswith("|")):
            rows.append(row)
            row = []
    if cell:
        rows.append(row + ["\\n".join(cell)])
    width = max(map(len, rows))
    above = None
    for row in rows:
        if len(row) > 1:
            row += ["^" if above else ""] * (width - len(row))
        above = len(row) > 1
    return rows


def here(name):
    return os.path.join(HERE, name)


def merged(table):
    """Each row's own cells: (text, rows, columns)."""
    width = max(map(len, table))
    out = []
    for r, row in enumerate(table):
        if len(row) == 1:
            out.append([(row[0], 1, width)])
            continue
        cells = []
        for c, text in enumerate(row):
            if text != "^":
                below = 0
                while r + below + 1 < len(table) and len(table[r + below + 1]) > c and table[r + below + 1][c] == "^":
                    below += 1
                cells.append((text, below + 1, 1))
        out.append(cells)
    return out, width


FACE = "body { font-family: small }"


def with_small_font(make):
    """Calls `make` with a rule for a font of no more characters than the samples hold, which stays small when it is embedded."""
    with tempfile.TemporaryDirectory() as folder:
        source, out = "/usr/share/fonts/opentype/noto/NotoSerifCJK-Regular.ttc", os.path.join(folder, "small.otf")
        characters = "".join(sorted(set("".join(PLAN) + "".join(map("".join, TABLE)) + open(CORPUS, encoding="utf-8").read() + "某市人民政府公报— 0123456789")))
        run(os.path.join(os.path.dirname(sys.executable), "pyftsubset"), source, "--font-number=2", f"--text={characters}", f"--output-file={out}", "--layout-features=", "--desubroutinize", "--no-hinting")
        make(f"@font-face {{ font-family: small; src: url(file://{out}) }} {FACE}")


def page_of_plan(css=""):
    body = "".join(f"<p class={'t' if i == 0 else 'p'}>{html.escape(line)}</p>" for i, line in enumerate(PLAN))
    return f"""<!DOCTYPE html><html lang=zh><meta charset=utf-8><title>plan</title><style>
@page {{ size: A5; margin: 20mm 18mm; @top-center {{ content: "某市人民政府公报"; font-size: 9pt }}
         @bottom-center {{ content: "— " counter(page) " —"; font-size: 9pt }} }}
body {{ font: 12pt/1.6 "{FONT}"; margin: 0 }} p {{ margin: 0; text-indent: 2em; text-align: justify }}
p.t {{ text-align: center; text-indent: 0; font-size: 16pt }} {css}</style>{body}</html>"""


def page_of_table(css="", title=TITLE, table=ROWS):
    rows, _ = merged(table)
    body = []
    for r, row in enumerate(rows):
        cells = "".join(
            f"<td rowspan={n} colspan={m}>" + "<br>".join(map(html.escape, text.split("\\n"))) + "</td>" for text, n, m in row
        )
        body.append(f"<tr>{cells}</tr>")
    return f"""<!DOCTYPE html><html lang=zh><meta charset=utf-8><title>table</title><style>
@page {{ size: A5 landscape; margin: 18mm }} body {{ font: 10.5pt/1.5 "{FONT}"; margin: 0 }}
h1 {{ font-size: 14pt; text-align: center }} table {{ border-collapse: collapse; width: 100% }}
td {{ border: 1px solid #000; padding: 3px 5px }} {css}</style>
<h1>{title}</h1><table><thead>{body[0]}</thead><tbody>{"".join(body[1:])}</tbody></table></html>"""


def run(*command):
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def chromium(page, out):
    with tempfile.TemporaryDirectory() as folder:
        source = os.path.join(folder, "page.html")
        open(source, "w", encoding="utf-8").write(page)
        run("chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={here(out)}", source)


def office(source, out, kind):
    """Lets LibreOffice convert a file."""
    with tempfile.TemporaryDirectory() as folder:
        run("soffice", "--headless", "--convert-to", kind, "--outdir", folder, source)
        made = [name for name in os.listdir(folder)]
        shutil.move(os.path.join(folder, made[0]), here(out))


def word():
    import docx
    from docx.oxml.ns import qn
    from docx.shared import Cm, Pt

    document = docx.Document()
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(10.5)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(14.8), Cm(21)
    section.left_margin = section.right_margin = Cm(1.8)
    section.header.paragraphs[0].text = "某市人民政府公报"
    return document


def word_plan(out):
    from docx.shared import Pt

    document = word()
    for line in PLAN:
        document.add_paragraph(line).paragraph_format.first_line_indent = Pt(21)
    document.save(here(out))


def word_table(out, title=TITLE, table=ROWS):
    from docx.oxml.ns import qn

    document = word()
    document.add_paragraph(title)
    rows, width = merged(table)
    table = document.add_table(rows=len(rows), cols=width)
    table.style = "Table Grid"
    left = [0] * width
    for r, row in enumerate(rows):
        cells, c = iter(row), 0
        while c < width:
            if left[c]:
                left[c] -= 1
                c += 1
                continue
            text, n, m = next(cells)
            cell = table.cell(r, c)
            if n > 1 or m > 1:
                cell = cell.merge(table.cell(r + n - 1, c + m - 1))
            for k, line in enumerate(text.split("\\n")):
                (cell.paragraphs[0] if k == 0 else cell.add_paragraph()).text = line
            left[c:c + m] = [n - 1] * m
            c += m
    properties = table.rows[0]._tr.get_or_add_trPr()
    properties.append(properties.makeelement(qn("w:tblHeader"), {}))
    document.save(here(out))


NUMBERING = """<w:numbering xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">
<w:abstractNum w:abstractNumId="40"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:suff w:val="nothing"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="41"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCountingThousand"/><w:suff w:val="nothing"/><w:lvlText w:val="第%1章　"/></w:lvl>
</w:abstractNum>
<w:num w:numId="40"><w:abstractNumId w:val="40"/></w:num>
<w:num w:numId="41"><w:abstractNumId w:val="41"/></w:num>
<w:num w:numId="42"><w:abstractNumId w:val="40"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride></w:num>
</w:numbering>"""


def word_features(out):
    """Automatic numbers on three levels, by style and by paragraph, restarted; tracked changes; a text box; a footnote."""
    from docx.oxml import parse_xml

    document = word()
    numbering = document.part.numbering_part.element
    for element in list(numbering):
        numbering.remove(element)
    for element in list(parse_xml(NUMBERING)):
        numbering.append(element)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    style = document.styles["Heading 1"].element
    style.get_or_add_pPr().append(parse_xml(f'<w:numPr {space}><w:numId w:val="41"/></w:numPr>'))

    def numbered(text, level, number=40):
        paragraph = document.add_paragraph(text)
        paragraph._p.get_or_add_pPr().append(
            parse_xml(f'<w:numPr {space}><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'))
        return paragraph

    def raw(xml):
        document.element.body.insert(len(document.element.body) - 1, parse_xml(xml))

    document.add_paragraph("某市科技创新实施办法")
    document.add_heading("总则", 1)
    numbered("工作目标", 0)
    numbered("培育企业", 1)
    numbered("建立后备企业库。（责任单位：市科技局）", 2)
    numbered("完善奖补政策。（责任单位：市财政局）", 2)
    numbered("发展金融", 1)
    numbered("设立创业投资基金。（责任单位：市金融局）", 2)
    numbered("保障措施", 0)
    document.add_heading("任务", 1)
    numbered("重新起算的任务", 0, 42)
    numbered("引进人才", 1, 42)
    author = 'w:id="9" w:author="a" w:date="2024-01-01T00:00:00Z"'
    raw(f'<w:p {space}><w:r><w:t>由市人社局</w:t></w:r><w:del {author}><w:r><w:delText>会同市教育局</w:delText></w:r></w:del>'
        f'<w:ins {author}><w:r><w:t>会同市卫生健康局</w:t></w:r></w:ins><w:r><w:t>负责落实。</w:t></w:r></w:p>')
    raw(f'<w:p {space} xmlns:v="urn:schemas-microsoft-com:vml"><w:r><w:t>框外的话。</w:t></w:r><w:r><w:pict><v:shape style="width:200pt;height:50pt" type="#_x0000_t202">'
        '<v:textbox><w:txbxContent><w:p><w:r><w:t>框内的话，由市商务局负责。</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>')
    document.save(here(out))
    add_note(here(out))


def add_note(path):
    """Hangs a footnote on the paragraph with 保障措施."""
    import zipfile

    parts = {}
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            parts[name] = package.read(name)
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    parts["word/footnotes.xml"] = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:footnotes {space}><w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
        '<w:footnote w:id="1"><w:p><w:r><w:t>脚注所说，见附件。</w:t></w:r></w:p></w:footnote></w:footnotes>').encode()
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>", b'<Override PartName="/word/footnotes.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"/></Types>')
    relations = "word/_rels/document.xml.rels"
    parts[relations] = parts[relations].replace(
        b"</Relationships>", b'<Relationship Id="rIdNotes" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes" Target="footnotes.xml"/></Relationships>')
    text = parts["word/document.xml"].decode()
    text = text.replace("<w:t>保障措施</w:t></w:r>", '<w:t>保障措施</w:t></w:r><w:r><w:footnoteReference w:id="1"/></w:r>')
    parts["word/document.xml"] = text.encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)


def reportlab_plan(out, size=(420, 595), columns=1):
    """A font that is not embedded: STSong-Light in UniGB-UCS2-H."""
    from reportlab.lib.styles import ParagraphStyle
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    style = ParagraphStyle("p", fontName="STSong-Light", fontSize=10.5, leading=17, firstLineIndent=21, wordWrap="CJK")

    def edges(canvas, _):
        canvas.setFont("STSong-Light", 9)
        canvas.drawCentredString(size[0] / 2, size[1] - 30, "某市人民政府公报")
        canvas.drawCentredString(size[0] / 2, 25, f"- {canvas.getPageNumber()} -")

    width = (size[0] - 80 - 20 * (columns - 1)) / columns
    frames = [Frame(40 + i * (width + 20), 45, width, size[1] - 90, 0, 0, 0, 0) for i in range(columns)]
    document = BaseDocTemplate(here(out), pagesize=size, invariant=1)
    document.addPageTemplates(PageTemplate(frames=frames, onPage=edges))
    document.build([Paragraph(html.escape(line), style) for line in PLAN])


def lying_table(out):
    """A page that is turned by a quarter: /Rotate 90, drawn lying, its rules as filled bars."""
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    canvas = Canvas(here(out), pagesize=(595, 842), invariant=1)
    canvas.setPageRotation(90)
    canvas.translate(595, 0)
    canvas.rotate(90)
    rows = [row for row in ROWS if len(row) > 1][:4]
    widths, height, top = [60, 380, 120, 140], 60, 500
    canvas.setFont("STSong-Light", 14)
    canvas.drawString(300, 540, TITLE)
    canvas.setFont("STSong-Light", 10)
    x = 60
    for c, width in enumerate([*widths, 0]):
        canvas.rect(x - 0.5, top - height * len(rows), 1, height * len(rows), stroke=0, fill=1)
        for r, row in enumerate(rows):
            if width:
                for k, line in enumerate(re.findall("." * 12 + "|.+", row[c].replace("\\n", "")) if c != 1 else [row[c].replace("\\n", "")[:36]]):
                    canvas.drawString(x + 5, top - r * height - 18 - 14 * k, line)
        x += width
    for r in range(len(rows) + 1):
        canvas.rect(60, top - r * height - 0.5, sum(widths), 1, stroke=0, fill=1)
    canvas.save()


def sheets():
    import openpyxl
    import xlwt

    rows, width = merged(ROWS)
    book, old = openpyxl.Workbook(), xlwt.Workbook(encoding="utf-8")
    sheet, old_sheet = book.active, old.add_sheet("任务")
    sheet.title = "任务"
    sheet.cell(1, 1, TITLE)
    old_sheet.write(0, 0, TITLE)
    left = [0] * width
    for r, row in enumerate(rows):
        cells, c = iter(row), 0
        while c < width:
            if left[c]:
                left[c] -= 1
                c += 1
                continue
            text, n, m = next(cells)
            text = text.replace("\\n", "\n")
            sheet.cell(r + 2, c + 1, text)
            if n > 1 or m > 1:
                sheet.merge_cells(start_row=r + 2, start_column=c + 1, end_row=r + n + 1, end_column=c + m)
                old_sheet.write_merge(r + 1, r + n, c, c + m - 1, text)
            else:
                old_sheet.write(r + 1, c, text)
            left[c:c + m] = [n - 1] * m
            c += m
    book.save(here("table-openpyxl.xlsx"))
    old.save(here("table-xlwt.xls"))


def protected():
    import msoffcrypto
    import pyzipper

    for source, out in [("features-python-docx.docx", "password.docx"), ("table-openpyxl.xlsx", "password.xlsx")]:
        with open(here(source), "rb") as file:
            office_file = msoffcrypto.OfficeFile(file)
            with open(here(out), "wb") as protected_file:
                office_file.encrypt("secret", protected_file)
    run("qpdf", "--encrypt", "secret", "owner", "256", "--", here("plan-reportlab.pdf"), here("password.pdf"))
    # A password for changes alone does not keep anybody from reading.
    run("qpdf", "--encrypt", "", "owner", "128", "--use-aes=y", "--", here("plan-reportlab.pdf"), here("plan-owner-password.pdf"))
    with pyzipper.AESZipFile(here("password.zip"), "w", compression=pyzipper.ZIP_DEFLATED, encryption=pyzipper.WZ_AES) as package:
        package.setpassword(b"secret")
        package.writestr("plan.txt", "\n".join(PLAN))


def pages(font):
    """What is made by way of web pages."""
    from weasyprint import HTML

    chromium(page_of_plan(font), "plan-chromium.pdf")
    chromium(page_of_table(font), "table-chromium.pdf")
    narrow = page_of_table(font + "td { font-size: 12pt; padding: 1px }", "2012年任务分解表", flattened())
    chromium(re.sub("</?thead>", "", narrow), "dongguan-2012-chromium.pdf")
    for page, out in [
        (page_of_plan(font), "plan-weasyprint.pdf"),
        (page_of_plan(font + "body { columns: 2; font-size: 9pt }"), "columns-weasyprint.pdf"),
        (page_of_table(font), "table-weasyprint.pdf"),
        (page_of_table(font, "2012年任务分解表", flattened()), "dongguan-2012-weasyprint.pdf"),
    ]:
        HTML(string=page).write_pdf(here(out))


def main():
    word_plan("plan.docx")
    word_table("table-python-docx.docx")
    word_features("features-python-docx.docx")
    office(here("features-python-docx.docx"), "features-libreoffice.docx", "docx")
    office(here("plan.docx"), "plan-libreoffice.pdf", "pdf")
    office(here("table-python-docx.docx"), "table-libreoffice.pdf", "pdf")
    word_table("corpus.docx", "2012年任务分解表", flattened())
    office(here("corpus.docx"), "dongguan-2012-libreoffice.pdf", "pdf")
    for kind in ["doc", "rtf", "odt"]:
        office(here("plan.docx"), f"plan.{kind}", kind)
    with_small_font(pages)
    reportlab_plan("plan-reportlab.pdf")
    reportlab_plan("columns-reportlab.pdf", size=(595, 842), columns=2)
    lying_table("table-lying.pdf")
    sheets()
    protected()
    os.remove(here("plan.docx"))
    os.remove(here("corpus.docx"))


if __name__ == "__main__":
    main()
