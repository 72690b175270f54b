import Languages
import Web

/// How times are given out, in plain words: what everybody may hold the house to.
struct HowView: Sendable {
    let t: Translator

    var title: String { t("How times are given out") }

    var html: HTML {
        """
        <h1>\(title)</h1>
        <p class="lead">\(t("A time is for a person and a file. Nobody can sell it or pass it on."))</p>
        \(part(t("Where there are enough times"), [
            t("You choose a day and a time yourself. What is shown as free can be booked."),
            t("A household comes together: all of them at one desk, one after the other, or another time is sought."),
        ]))
        \(part(t("Where there are too few"), [
            t("You join a list with the weekdays and hours at which you can come."),
            t("A time that becomes free is offered to the first on the list whom it suits: by class of urgency, then by the day until which the office must decide the file, then by how long one waits."),
            t("An offered time is held for you and for nobody else until you answer or the moment has passed. Whoever declines keeps the place on the list."),
        ]))
        \(part(t("In rounds"), [
            t("The times of some days may be kept together and given out in a round, announced before. Until then nobody can book them."),
            t("Who is served is decided by the same order; among those who began to wait on the same day, the lot decides."),
            t("Today nobody is sent to another office than that of their file, because only that office has the file."),
        ]))
        \(lot)
        \(part(t("What is law, and what was chosen here"), [
            t("Until when the office must decide comes from law; the file says the day and its source."),
            t("Chosen by this installation: rounds and their days, the weight of a day, how long an offer is held (one day, three after a closure, at most half of the time left), and that two visits at most are booked at once."),
        ]))
        <p><a href="/visits/rounds">\(t("Rounds of allocation"))</a> · <a href="/visits/fairness">\(t("How groups of people fared"))</a></p>
        """
    }

    private func part(_ title: String, _ sentences: [String]) -> HTML {
        "<h2>\(title)</h2><ul>\(sentences.html { "<li>\($0)</li>" })</ul>"
    }

    /// The bytes of the example are the numbers from 0 to 31, so that anybody can type them.
    private var lot: HTML {
        """
        <h2>\(t("The lot, and how to check it"))</h2><ol>
        <li>\(t("When a round is announced, 32 bytes are drawn at random. They stay sealed; their SHA-256, the promise, is published."))</li>
        <li>\(t("The list closes. Every household has a number that was there before, and can read it on the page of the round."))</li>
        <li>\(t("The round is drawn and the secret is shown with a file that holds everything. Put the file where the program is, and run:"))</li></ol>
        <p><code>cais allocation verify round-1.jsonl</code></p>
        <p>\(t("It checks that the secret is the promised one, works the round out again and names every line that differs. To check the promise alone, give the secret to any program for SHA-256. If the secret were the bytes from 0 to 31:"))</p>
        <p><code class="long">printf '\(HowView.exampleSeed)' | xxd -r -p | sha256sum</code></p>
        <p>\(t("This prints the promise:")) <code class="long">\(HowView.exampleCommitment)</code></p>
        """
    }

    static let exampleSeed = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f"
    static let exampleCommitment =
        "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd"
}
