/**
 * The look of a printed record, in Typst. The layout comes in as data and is never read as markup.
 * Words are bold by `strong` and titles are headings, so that the tags of the PDF say what the eye
 * sees. Short blocks are kept whole; a long one may break, since one that is taller than the page
 * would run off it.
 */
export const PDF_TEMPLATE = String.raw`
#let layout = json("layout.json")
#let grey = rgb("#505a5f")

#set document(title: layout.title, date: none)
#set text(font: "Source Sans 3", size: 11pt, lang: "en", region: "GB", hyphenate: false)
#set par(leading: 0.65em, spacing: 0.9em)
#set page(
  paper: "a4",
  margin: (x: 2.5cm, top: 2.5cm, bottom: 2.3cm),
  header: if layout.mark != none { align(center, strong(layout.mark)) },
  footer: context align(center, text(size: 9pt, fill: grey)[
    Page #counter(page).display() of #counter(page).final().first()
  ]),
)
#show heading: set block(above: 1.4em, below: 0.7em)
#show heading.where(level: 1): set text(size: 18pt)
#show heading.where(level: 2): set text(size: 13pt)
#show heading.where(level: 3): set text(size: 11.5pt)
#set list(indent: 0.6em, body-indent: 0.6em, spacing: 0.7em, tight: false)
#set enum(indent: 0.6em, body-indent: 0.6em, spacing: 0.7em, tight: false)

#let bold-run(run) = if run.at("bold", default: false) { strong(run.text) } else { run.text }
#let runs-of(runs) = runs.map(bold-run).join()
#let length-of(runs) = runs.map(run => run.text.len()).sum(default: 0)

#let print-node(node) = {
  if node.kind == "strapline" {
    par(text(fill: grey, node.text))
  } else if node.kind == "title" {
    heading(level: 1, node.text)
  } else if node.kind == "heading" {
    let number = if node.number == none { "" } else { str(node.number) + ". " }
    heading(level: node.level, number + node.text)
  } else if node.kind == "paragraph" {
    par(runs-of(node.runs))
  } else if node.kind == "list" {
    let items = node.items.map(item => item.map(print-node).join())
    if node.ordered { enum(..items) } else { list(..items) }
  } else if node.kind == "detail" {
    par(strong(node.label + ":") + " " + node.value)
  } else if node.kind == "people" {
    block(below: 0.6em, sticky: true, par(strong(node.label + ":")))
    list(marker: none, indent: 0pt, body-indent: 0pt, spacing: 0.55em, ..node.lines)
  } else if node.kind == "resolved" {
    block(below: 0.7em, sticky: true, par(strong("RESOLVED")))
    enum(..node.sentences.map(runs =>
      block(breakable: length-of(runs) > 1000, strong(runs-of(runs)))
    ))
  } else if node.kind == "action" {
    block(
      breakable: length-of(node.runs) > 1000,
      width: 100%,
      inset: 8pt,
      stroke: (left: 3pt + grey, rest: 0.5pt + grey),
      {
        par(strong(node.label))
        if node.runs.len() > 0 { par(runs-of(node.runs)) }
        if node.details != "" { par(node.details) }
      },
    )
  } else if node.kind == "signature" {
    block(breakable: false, above: 2.4em, {
      par(strong(node.heading))
      for line in node.lines {
        let value = if line.value == none {
          box(width: 7cm, stroke: (bottom: 0.5pt), outset: (bottom: 3pt))
        } else { line.value }
        par(strong(line.label + ":") + " " + value)
      }
    })
  }
}

#for node in layout.nodes { print-node(node) }
`;
