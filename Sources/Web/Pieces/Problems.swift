public import Languages

/// A page for when something is not as hoped: what happened, what stays safe, what to do now.
public struct ProblemWords: Sendable {
    public let title: String
    public let happened: String
    public let safe: String
    public let now: String

    public init(title: String, happened: String, safe: String, now: String) {
        self.title = title
        self.happened = happened
        self.safe = safe
        self.now = now
    }
}

/// The body of such a page; `number` is what to quote, `next` where to go from here.
public func problemPage(
    _ t: Translator, _ words: ProblemWords, number: String?, next: [NavItem] = []
) -> HTML {
    let quote: HTML? = number.map {
        "<p>\(t("If you ask for help, quote this number:")) <b class=\"number\">\($0)</b></p>"
    }
    let ways = next.html { buttonLink($0.label, to: $0.path, kind: .secondary) }
    return """
        <h1>\(words.title)</h1><p class="lead">\(words.happened)</p>
        <h2>\(t("What stays safe"))</h2><p>\(words.safe)</p>
        <h2>\(t("What to do now"))</h2><p>\(words.now)</p>\(quote)<div class="actions">\(ways)</div>
        """
}

extension ProblemWords {
    public static func notFound(_ t: Translator) -> ProblemWords {
        ProblemWords(
            title: t("This page is not here"),
            happened: t("The address may be mistyped, or the page has moved."),
            safe: t("Your requests and documents are where they were."),
            now: t("Check the address, or go back to the start page."))
    }

    public static func forbidden(_ t: Translator) -> ProblemWords {
        ProblemWords(
            title: t("You cannot open this page"),
            happened: t("The account you use has no duty or request that leads here."),
            safe: t("Nothing was shown and nothing was changed."),
            now: t("If this is your request, sign in with the account that sent it."))
    }

    public static func fault(_ t: Translator) -> ProblemWords {
        ProblemWords(
            title: t("We could not finish this"),
            happened: t("Something failed on our side. It is not your fault."),
            safe: t("What you sent before is kept. What you sent just now may not have arrived."),
            now: t("Go back and look whether it arrived. If not, send it again in a few minutes."))
    }

    public static func offline(_ t: Translator) -> ProblemWords {
        ProblemWords(
            title: t("The service cannot be reached"),
            happened: t("A part of the service does not answer right now."),
            safe: t("Your requests and documents are where they were."),
            now: t("Try again in a few minutes."))
    }

    public static func tooMany(_ t: Translator) -> ProblemWords {
        ProblemWords(
            title: t("Too many attempts"),
            happened: t("This was asked for too often in a short time."),
            safe: t("Nothing was lost."),
            now: t("Wait a minute, then try again."))
    }

    public static func tooLarge(_ t: Translator) -> ProblemWords {
        ProblemWords(
            title: t("The file is too large"),
            happened: t("What you sent is larger than this page can take."),
            safe: t("What you sent before is kept."),
            now: t("Send a smaller file, for example a photo of one page at a time."))
    }

    public static func expired(_ t: Translator) -> ProblemWords {
        ProblemWords(
            title: t("This page was open for too long"),
            happened: t("To keep your data safe, the form you sent is no longer valid."),
            safe: t("What you sent before is kept. What you sent just now was not."),
            now: t("Go back, load the page again and send the form once more."))
    }
}

/// What stays safe and what to do now, where only the number of an answer is known.
func problemWords(_ status: Int, _ t: Translator) -> (safe: String, now: String) {
    let known: ProblemWords? =
        switch status {
        case 403: .forbidden(t)
        case 404: .notFound(t)
        case 413: .tooLarge(t)
        case 429: .tooMany(t)
        case 500: .fault(t)
        case 503: .offline(t)
        default: nil
        }
    if let known { return (known.safe, known.now) }
    return (t("Nothing was changed."), t("Go back, load the page again and look at what it says."))
}

/// A list without entries: why it is empty, and what can be done.
public func emptyState(title: String, words: String, action: HTML? = nil) -> HTML {
    "<div class=\"empty\"><h2>\(title)</h2><p>\(words)</p>\(action)</div>"
}
