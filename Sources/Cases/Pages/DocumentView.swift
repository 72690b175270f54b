import Kernel
import Languages
import Web

/// One document on a page of ours: what it is, the picture or the PDF of it, and the way to save it.
struct DocumentView {
    let exchange: Exchange
    let view: CaseView
    let house: CaseHouse
    let document: CaseDocument
    /// Whether the reader is its person, or works on the case.
    let isOwn: Bool
    let errors: [FieldError]

    private var t: Translator { exchange.t }
    private var parts: CaseParts { CaseParts(view: view, t: t, house: house, isOwn: isOwn) }
    private var base: String { (isOwn ? "" : "/desk") + "/cases/\(view.kase.reference)" }
    private var path: String { "\(base)/documents/\(document.id)" }
    private var title: String { parts.item(document.code, document.member) }

    var reply: Reply {
        let demo: HTML? = view.kase.isDemo ? demoNote(t) : nil
        let trail = [
            NavItem(view.kase.reference.text, path: base),
            NavItem(title, path: path + "/view", current: true),
        ]
        let facts = [
            Fact(t("File name"), "\(document.savedName)"),
            Fact(t("Handed in"), parts.handedIn(document)),
            Fact(t("Valid until"), parts.until(document)),
        ]
        let page = Reply.page(
            title, status: errors.isEmpty ? 200 : 422, width: isOwn ? .reading : .desk,
            withErrors(
                t, errors,
                """
                \(demo)\(breadcrumbs(t, trail))<h1>\(title)</h1>
                \(definitionList(t, facts))\(preview)
                \(actions(buttonLink(t("Save the file"), to: path, kind: .secondary)))
                \(isOwn || view.kase.isDecided ? HTML() : dating)
                """))
        return page.holdingFrame
    }

    /// Never as markup: an image of a kind told from its bytes, or the browser's own PDF.
    private var preview: HTML {
        switch FileKind(rawValue: document.kind) {
        case .pdf:
            "<iframe class=\"preview\" src=\"\(path)/content\" title=\"\(title)\"></iframe>"
        case .jpeg, .png:
            "<p><img class=\"preview\" src=\"\(path)/content\" alt=\"\(title)\"></p>"
        case nil: HTML()
        }
    }

    private var dating: HTML {
        let value = exchange.form.text("until") ?? document.validUntil.map { "\($0)" } ?? ""
        let field = dateField(
            t, name: "until", label: t("Until when is it valid?"),
            hint: t("As it stands on the document. Leave it empty where there is no date."),
            value: value, error: message(for: "until", in: errors), required: false)
        return postForm(
            to: path + "/validity", fields: exchange.formFields,
            "\(field)\(actions(button(t("Note the date"), kind: .secondary)))")
    }
}
