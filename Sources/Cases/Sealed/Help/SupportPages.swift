import Kernel
import Languages
import LegalTime
import Web

/// Safety first: trouble at work, violence, trafficking; who helps, what the law gives, and the two quiet doors.
struct SupportPages: Sendable {
    let pages: HelpPages

    var routes: [Route] {
        [
            .get(
                "/support", may: .everyone,
                "Who helps with trouble at work, violence or trafficking, and what the law gives",
                show)
        ]
    }

    @Sendable private func show(_ exchange: Exchange) async throws -> Reply {
        let t = exchange.t
        // The title says nothing: it stays in the history of a machine that others use.
        return .page(
            t("Support"),
            """
            <h1>\(t("Support"))</h1>
            <p class="lead">\(t("In danger, call 112. Here nobody asks for your papers, and those who decide on residence see nothing of it."))</p>
            \(doors(t))
            <h2>\(t("Trouble at work"))</h2>
            \(SupportList(services: pages.support.services(.work), isGeneral: pages.isGeneral, t: t).html)
            <h2>\(t("Violence and trafficking"))</h2>
            \(SupportList(services: pages.support.services(.victims), isGeneral: pages.isGeneral, t: t).html)
            <p>\(t("Of the others no telephone number or address was found in a source that was read: ask a place of support near you."))
            \(if: pages.isGeneral, place(t))</p>
            \(PermitOption(policy: pages.policy, today: pages.zone.day(of: exchange.now), t: t).html)
            \(if: pages.isGeneral, flows(t))
            <p class="quiet">\(t("“Leave this page” opens the weather and takes this page out of the list of the browser. On a machine of somebody else also clear its history."))</p>
            """)
    }

    private func place(_ t: Translator) -> HTML {
        "<a href=\"/help?need=victims\">\(t("Find help near you"))</a>"
    }

    private func flows(_ t: Translator) -> HTML {
        "<p><a href=\"/flows\">\(t("What may leave a sealed room"))</a></p>"
    }

    private func doors(_ t: Translator) -> HTML? {
        guard pages.takesRequests else { return nil }
        return """
            <div class="actions">\(buttonLink(t("Tell of trouble at work"), to: "/talks/new"))\
            \(buttonLink(t("Ask for support"), to: "/asks/new"))</div>
            <p><a href="/talks/status">\(t("Come back with your code: trouble at work"))</a> ·
            <a href="/asks/status">\(t("Come back with your code: support"))</a></p>
            """
    }
}

/// Bodies that help, with what of them is known.
struct SupportList {
    let services: [SupportService]
    let isGeneral: Bool
    let t: Translator

    var html: HTML {
        if services.isEmpty { return "<p>\(t("No source names anybody here."))</p>" }
        return "<ul>\(services.html { line($0) })</ul>"
    }

    private func line(_ service: SupportService) -> HTML {
        let mark: HTML? = service.verified ? nil : " \(unverifiedMark(t))"
        // What is no address says no more than the mark does.
        let sources = service.sources.filter { $0.contains("://") }.html {
            " <span class=\"quiet small\">\(linkedText($0))</span>"
        }
        return "<li><strong>\(name(service))</strong>: \(service.does(t))\(mark)\(sources)</li>"
    }

    private func name(_ service: SupportService) -> HTML {
        guard let link = service.link, isGeneral || !link.hasPrefix("/") else {
            return "\(service.title(t))"
        }
        let isOutside = !link.hasPrefix("/")
        return "<a href=\"\(link)\"\(if: isOutside, " rel=\"noreferrer\"")>\(service.title(t))</a>"
    }
}

/// The residence permit for victims of trafficking and the time to think: as the sources say, with their mark.
struct PermitOption {
    let policy: Policy
    let today: Day
    let t: Translator

    var html: HTML {
        """
        <h2>\(t("A residence permit, if you want one"))</h2>
        <p>\(t("Victims of trafficking can ask for a residence permit, also after irregular entry. Nobody here asks for it unless you want it, and help does not hang on it."))</p>
        <ul>\(lines)</ul>
        """
    }

    private var lines: HTML {
        PermitOption.clocks.html { name -> HTML in
            let rules = policy.periods.group("victims")?.rules ?? []
            guard let rule = rules.first(where: { $0.name == name && $0.isValid(on: today) }) else {
                return HTML()
            }
            let mark: HTML? = rule.isVerified ? nil : " \(unverifiedMark(t))"
            return """
                <li>\(ruleTitle(rule, t)): \(length(rule, t))
                <span class="quiet small" lang="pt">(\(rule.article))</span>\(mark)</li>
                """
        }
    }

    private static let clocks = ["reflection-shortest", "reflection-longest"]
}
