import Kernel
import Languages
import Web

/// What is under way, what came in, and the way to bring in more.
struct ImportListView {
    let t: Translator
    let drafts: [ImportDraft]
    let imports: [SeriesImport]
    let page: Int
    let pages: Int

    var html: HTML {
        """
        \(breadcrumbs(t, [
            NavItem(t("Observatory"), path: "/observatory"),
            NavItem(t("Imports of series"), path: "", current: true)]))
        <h1>\(t("Imports of series"))</h1>
        <p class="lead">\(t("A file is read and shown first. Nothing is stored until somebody has seen what would change and said yes."))</p>
        \(actions(buttonLink(t("Bring in a file"), to: "/desk/series/new"), printButton(t)))
        \(underWay)\(stored)
        """
    }

    private var underWay: HTML {
        if drafts.isEmpty { return HTML() }
        let columns = [
            Column(t("File")), Column(t("State")), Column(t("Brought by")), Column(t("Since")),
        ]
        let rows = drafts.map { draft -> [HTML] in
            [
                rowLink(draft.file, to: "/desk/series/drafts/\(draft.id)"), stateTag(draft, t),
                "\(draft.byName)", "\(t.date(draft.at.utcDay))",
            ]
        }
        return """
            <h2>\(t("Under way"))</h2>
            \(sortableTable(t, caption: t("Files that are not stored yet"), captionHidden: true, columns: columns, rows: rows))
            <p>\(t.plural("What nobody stores is let go after {n} day.", "What nobody stores is let go after {n} days.", Int(Observatory.draftDays)))</p>
            """
    }

    private var stored: HTML {
        if imports.isEmpty {
            return emptyState(
                title: t("No series came in yet"),
                words: t(
                    "Bring in a file of Eurostat, of the statistical office or a table of your own. CSV, Excel, SDMX and JSON-stat are read."
                ),
                action: buttonLink(t("Bring in a file"), to: "/desk/series/new", kind: .secondary))
        }
        let columns = [
            Column(t("File")), Column(t("Series")), Column(t("Vintage")),
            Column(t("Values"), numeric: true), Column(t("Came in")), Column(t("State")),
        ]
        let rows = imports.map { one -> [HTML] in
            [
                rowLink(one.file, to: "/desk/series/\(one.id)"),
                "<code class=\"small\">\(one.family)</code>", "\(t.period(one.vintage))",
                "\(t.number(one.values))", "\(t.date(one.at.utcDay))",
                one.isWithdrawn ? tag(t("Withdrawn"), .care) : tag(t("Stored"), .good),
            ]
        }
        let keys = [
            (key: "↑ ↓", does: t("go through the rows")), (key: "Enter", does: t("open")),
        ]
        return """
            <h2>\(t("Came in"))</h2>
            \(sortableTable(t, caption: t("Imports, newest first"), captionHidden: true, columns: columns, rows: rows))
            \(pager(t, page: page, pages: pages, address: Address("/desk/series")))\(keyHints(t, keys))
            """
    }
}

/// Where a file stands, in a word.
func stateTag(_ draft: ImportDraft, _ t: Translator) -> HTML {
    let percent = ["n": t.number(draft.progress)]
    switch draft.state {
    case .reading: return tag(t("Being read: {n} %", percent), .now)
    case .storing: return tag(t("Being stored: {n} %", percent), .now)
    case .stored: return tag(t("Stored"), .good)
    case .checked:
        if draft.isReady { return tag(t("Waits for your yes"), .yours) }
        return draft.outcome.report == nil
            ? tag(t("Waits for its columns"), .yours) : tag(t("Has rows to put right"), .error)
    }
}

/// The form to bring in a file.
func uploadForm(_ exchange: Exchange, _ errors: [FieldError]) -> HTML {
    let t = exchange.t
    let megabytes = ["n": String(uploadBytesMax >> 20)]
    return """
        \(breadcrumbs(t, [
            NavItem(t("Observatory"), path: "/observatory"),
            NavItem(t("Imports of series"), path: "/desk/series"),
            NavItem(t("Bring in a file"), path: "", current: true)]))
        <h1>\(t("Bring in a file"))</h1>
        <p>\(t("The next page shows how the file was understood. Nothing is stored before you have confirmed it there."))</p>
        \(postForm(to: "/desk/series", fields: exchange.formFields, files: true, """
            \(fileField(t, name: "file", label: t("The file"),
                hint: t("CSV, Excel, SDMX or JSON-stat, also packed with gzip, at most {n} MB.", megabytes),
                error: message(for: "file", in: errors)))
            \(textArea(t, name: "description", label: t("Description (YAML)"),
                hint: t("Only if you have one. Otherwise the next page asks, and the answer is remembered for the next file of this source."),
                value: exchange.form.text("description") ?? "", error: message(for: "description", in: errors),
                rows: 6, required: false))
            \(actions(button(t("Read the file")), buttonLink(t("Back"), to: "/desk/series", kind: .secondary)))
            """))
        """
}
