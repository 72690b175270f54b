import Kernel
import Languages
import Storage
import Web

/// The whole directory as one page that asks nobody for anything: it opens from a stick, reads without script, and with
/// script it is searched.
struct OfflinePage {
    let kit: OfflineKit
    let directory: DirectorySnapshot
    let madeOn: Day
    let languageName: (String, Translator) -> String

    /// The page, not yet signed. Style and script stand in it as they are: they are files of the house, and by their hashes
    /// nothing else runs.
    var bytes: [UInt8] {
        let script = "\n" + kit.script
        let start: HTML = """
            <!doctype html>
            <html lang="pt"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta http-equiv="Content-Security-Policy" \
            content="default-src 'none'; style-src '\(browserHash(kit.style))'; script-src '\(browserHash(script))'; base-uri 'none'; form-action 'none'">
            <title>\(kit.line { t in t("Places that help migrants") })</title><style>
            """
        let middle: HTML = "</style></head>\(page)<script>"
        let end: HTML = "</script></html>\n"
        return start.bytes + Array(kit.style.utf8) + middle.bytes + Array(script.utf8)
            + end.bytes
    }

    private var page: HTML {
        let places = directory.places.sorted { $0.place.countryOrder < $1.place.countryOrder }
        let items = OfflineItems(kit: kit, places: places, madeOn: madeOn, languageName)
        return """
            <body><header><fieldset><legend>Língua · <span lang="en">Language</span></legend>\
            <input type="radio" name="words" id="words-pt" checked><label for="words-pt">Português</label> \
            <input type="radio" name="words" id="words-en"><label for="words-en" lang="en">English</label>\
            </fieldset></header><main>
            <h1>\(kit.both { t in t("Places that help migrants") })</h1>
            <p>\(kit.both { t in t("All places of the directory on one page: it works without internet.") })
            \(kit.both { t in t("State of {date}.", ["date": t.date(madeOn)]) })
            \(kit.both { t in t("Where no opening hours stand, we do not know them. Call before you go.") })</p>
            \(form)<div role="status"><h2 id="answer" hidden><span id="count"></span>
            \(kit.both { t in t("places") })</h2></div><ol id="found" hidden></ol>
            <div id="country">\(items.byDistrict)\(items.feeds(directory.feeds))</div>
            <h2>\(kit.both { t in t("Ask by telephone") })</h2>
            \(kit.both(block: { t in contactLines(t, directory.lines) }))
            <h2>\(kit.both { t in t("How complete this list is") })</h2>
            \(kit.both(block: { t in networkSizes(t, directory.sizes) }))
            <h2>\(kit.both { t in t("Where this comes from") })</h2>\(items.sourceList)
            <h2>\(kit.both { t in t("Is this copy ours?") })</h2>
            <p>\(kit.both { t in t("The last line of this file is a signature. Whoever has Cais checks it without a network:") })
            <code>cais verify FILE --key "KEY"</code>.
            \(kit.both { t in t("The key stands on the page where this file is given out.") })</p>
            </main></body>
            """
    }

    /// Of use with script alone, which shows it.
    private var form: HTML {
        let needs = KnownService.allCases.html { need -> HTML in
            "<option value=\"\(need.rawValue)\">\(kit.line(need.words))</option>"
        }
        let towns = directory.municipalities.html { town -> HTML in
            "<option value=\"\(town.code)\"\(dataAt(town.point))>\(town.label(among: directory.municipalities))</option>"
        }
        return """
            <form id="search" role="search" hidden>
            \(field("need", { t in t("What do you need help with?") }, select("need", { t in t("Any need") }, needs)))
            \(field("town", { t in t("Your municipality") }, select("town", { t in t("Any municipality") }, towns)))
            \(spoken)
            \(field("name", { t in t("Name of a place") }, "<input type=\"search\" id=\"name\" name=\"name\">"))
            <p><button type="reset">\(kit.both { t in t("Start again") })</button></p></form>
            """
    }

    private var spoken: HTML? {
        let codes = Set(directory.places.flatMap { $0.detail?.languages ?? [] }).sorted()
        if codes.isEmpty { return nil }
        let names = codes.html { code -> HTML in
            "<option value=\"\(code)\">\(kit.line { t in languageName(code, t) })</option>"
        }
        return field(
            "says", { t in t("Language spoken there") },
            select("says", { t in t("Any language") }, names))
    }

    private func field(_ name: String, _ label: (Translator) -> String, _ input: HTML) -> HTML {
        "<p><label for=\"\(name)\">\(kit.both(label))</label> \(input)</p>"
    }

    private func select(_ name: String, _ any: (Translator) -> String, _ options: HTML) -> HTML {
        """
        <select id="\(name)" name="\(name)"><option value="">\(kit.line(any))</option>\(options)</select>
        """
    }
}

/// A point for the script, which reckons distances as the house does.
func dataAt(_ point: Point?) -> HTML? { point.map { " data-at=\"\($0.lat),\($0.lon)\"" } }
