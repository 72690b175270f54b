import Kernel
import Languages
import Web

/// The start: four doors. And what this is.
struct StartPage: Sendable {
    var routes: [Route] {
        [
            .get("/", may: .everyone, "The start page: four doors", start),
            .get(
                "/about", may: .everyone, "What this installation is, and what it never does", about
            ),
        ]
    }

    @Sendable private func start(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        let doors = [
            Door(
                .place, t("Find help near you"), path: "/help",
                words: t(
                    "Centres and local offices: what they do, where they are, what is known of them."
                )),
            Door(
                .person, t("Bring your family"), path: "/guides/family-reunification",
                words: t(
                    "What family reunification needs. File once for everyone, and see whose turn it is."
                ), more: NavItem(t("Residence permit, renewal and more"), path: "/guides")),
            Door(
                .clock, t("A deadline or rule"), path: "/deadlines",
                words: t("When a period ends, how it is counted, and what happens if nobody acts."),
                more: NavItem(t("Check what applies to you"), path: "/check")),
            Door(
                .country, t("The country's plan and figures"), path: "/plan",
                words: t(
                    "What was promised, what is done with evidence, and the numbers behind it.")),
        ]
        return .page(
            t("Start"),
            """
            <h1>\(t("You have arrived. What do you need?"))</h1>
            \(fourDoors(doors))
            <p><a href="/health">\(t("Health care"))</a> · <a href="/support">\(t("Support in danger or trouble at work"))</a></p>
            <p><a href="/courses">\(t("Courses of Portuguese"))</a> · <a href="/verify">\(t("Verify a certificate"))</a> ·
            <a href="/observatory">\(t("Observatory of migration statistics"))</a> ·
            <a href="/figures">\(t("Figures"))</a> · <a href="/visits/how">\(t("How times are given out"))</a> · <a href="/reports">\(t("Reports to the United Nations"))</a></p>
            """)
    }

    @Sendable private func about(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        return .page(
            t("About Cais"),
            """
            <h1>\(t("About Cais"))</h1>
            <p>\(t("Cais is an open platform with which a State runs and reports on its implementation of the Global Compact for Migration."))</p>
            <p>\(t("It is not the State's own system. Rules show their source, and a mark where the source is not confirmed."))</p>
            <h2>\(t("What never happens here"))</h2>
            <ul>
            <li>\(t("A figure, a measure or a law that is invented."))</li>
            <li>\(t("Something started that counts as done."))</li>
            <li>\(t("A case that ends because a message bounced."))</li>
            <li>\(t("Health, complaint or protection data seen by anyone who decides on status."))</li>
            <li>\(t("Operating borders: that is out of scope."))</li>
            </ul>
            """)
    }
}
