import Kernel
import Languages
import Web

extension Gallery {
    var caseFile: HTML {
        """
        \(breadcrumbs(t, [NavItem("Início", path: "/"), NavItem("RF-2026-4K7Q", path: "", current: true)]))
        <h1>Reagrupamento familiar</h1><p class="lead">RF-2026-4K7Q · \(tag("Em análise", .now))</p>
        \(householdStrip(t, members: [
            HouseholdMember(name: "Ana Souza", role: "requerente"),
            HouseholdMember(name: "Davi Souza", role: "marido", missing: ["Registo criminal com apostila"]),
            HouseholdMember(name: "Lia Souza", role: "filha, 3 anos", path: "/cases/1/people/3")]))
        <h2>Onde está o pedido</h2>\(timeline(t, steps: steps))
        <h2>O seu certificado</h2>\(seal(t, code: "4K7Q-92MX-HT5D",
            verifyURL: "https://cais.example/verify/4K7Q-92MX-HT5D",
            proves: "que o pedido RF-2026-4K7Q foi entregue a 23 de novembro de 2026 e está em análise.",
            doesNot: "que o pedido foi ou será aprovado; quem são as pessoas do pedido."))
        <h2>O que nos disse</h2>\(definitionList(t, [
            Fact("Nome", "Ana Souza", change: "/x"), Fact("Morada", "Rua da Prata, Lisboa", change: "/y"),
            Fact("Documento", "Passaporte")]))
        \(actions(buttonLink("Marcar uma visita", to: "/visits"), printButton(t)))
        """
    }

    private var steps: [TimelineStep] {
        [
            TimelineStep(.done, "Pedido entregue", when: "23 de novembro de 2026"),
            TimelineStep(.done, "Visita com os três", when: "4 de dezembro de 2026"),
            TimelineStep(
                .present(turn: "É a sua vez", yours: true), "Falta um documento",
                detail: "<p>Envie o registo criminal do Davi.</p>\(clock)",
                ifNobodyActs: "o pedido pode ser arquivado. Avisamos antes de isso acontecer."),
            TimelineStep(.coming, "Decisão", when: "até 9 de março de 2027"),
            TimelineStep(.coming, "Cartões de residência"),
        ]
    }

    private var clock: HTML {
        let day = Day(number: 20_810)
        let lines = [
            ClockLine("7 dez.", "Notificação recebida", why: "o prazo começa no dia seguinte"),
            ClockLine("8 dez.", "Não conta", why: "feriado"),
            ClockLine("12 e 13 dez.", "Não contam", why: "fim de semana"),
            ClockLine("9 a 22 dez.", "10 dias úteis"),
        ]
        return [ClockState.soon, .running, .overdue, .stopped].html { state in
            clockChip(
                t, date: day, daysLeft: state == .overdue ? -3 : 4, whose: "prazo seu",
                state: state,
                derivation: lines)
        }
    }

    var desk: HTML {
        let columns = [
            Column("Escolher", hidden: true), Column("Processo", key: "ref"),
            Column("Próxima data", key: "date"),
            Column("Falta", key: "missing", numeric: true),
        ]
        let people = ["Ana Souza", "Rajesh Thapa", "Olena Koval", "Mamadou Baldé", "Farida Noori"]
        let rows = (1...12).map { number -> [HTML] in
            let name = people[number % people.count]
            return [
                rowBox(value: "\(number)", label: name),
                "\(rowLink("RF-2026-\(1000 + number * 37)", to: "/desk/\(number)"))<br>\(name)",
                number == 3 ? "\(tag("2 dias de atraso", .yours))" : "2026-12-\(10 + number)",
                "\(number % 4)",
            ]
        }
        let table = sortableTable(
            t, caption: "Fila de Lisboa", columns: columns, rows: rows,
            sorting: Sorting(key: "date", descending: true),
            address: Address("/desk?office=lisboa&sort=-date"))
        let list: HTML = """
            <form>\(table)\(bulkBar(t, button("Passar a outra pessoa", kind: .secondary)))</form>
            \(pager(t, page: 2, pages: 9, address: Address("/desk?page=2")))\(keyHints(t, [("↓", "próximo"), ("↑", "anterior")]))
            """
        return
            "<h1>Fila</h1>\(split(list: list, detail: card("<h2>Ana Souza</h2>\(timeline(t, steps: steps))")))"
    }

    var figures: HTML {
        """
        <h1>Os números</h1>\(cards([figure("Pedidos pendentes", "1 284"), figure("Idade mediana", "97"), withheld]))
        \(chartWithTable(t, series: series, title: "Mais pessoas de fora vivem cá do que nunca",
            unit: "pessoas", desc: "Uma linha que sobe devagar até 2000 e depressa depois de 2017.",
            breaks: [ChartBreak(at: "2008", reason: "nova forma de contar")], labelColumn: "Ano",
            source: "dados inventados", download: "/figures/x.csv"))
        \(locatorMap(points: [MapPoint("Lisboa", lat: 38.72, lon: -9.14), MapPoint("Porto", lat: 41.15, lon: -8.61),
            MapPoint("Faro", lat: 37.02, lon: -7.93)], outline: [coast], title: "Três locais",
            desc: "Lisboa, Porto e Faro."))
        """
    }

    private func figure(_ label: String, _ value: String) -> HTML {
        figureCard(
            t,
            FigureWords(
                label: label, value: value, unit: "pedidos", direction: "menos do que em outubro",
                period: "23 de novembro de 2026", source: "Cais", vintage: "23-11-2026",
                link: "/figures/pending"))
    }

    private var withheld: HTML {
        figureCard(
            t,
            FigureWords(
                label: "Pedidos de Alvito", value: nil, unit: "", period: "novembro de 2026",
                source: "Cais", vintage: "23-11-2026", link: "/figures/x",
                suppressed: "Menos de 10 pessoas."))
    }

    private var series: [ChartSeries] {
        let names = ["Total", "Mulheres", "Homens"]
        return names.enumerated().map { index, name in
            ChartSeries(
                name,
                (1980...2023).map { year in
                    let x = Double(year - 1980)
                    let value =
                        (50_000 + x * x * 520) / (index == 0 ? 1 : 1.9 + Double(index) * 0.1)
                    return ChartPoint(
                        "\(year)", year == 1995 ? nil : value.rounded(),
                        low: index == 0 ? value * 0.95 : nil, high: index == 0 ? value * 1.05 : nil)
                })
        }
    }

    /// A rough outline of the mainland: enough to look at.
    private var coast: [MapCorner] {
        [
            (42.15, -8.2), (41.9, -8.87), (41.15, -8.68), (40.2, -8.9), (39.36, -9.4), (38.7, -9.5),
            (38.4, -9.2),
            (38.5, -8.8), (37.95, -8.87), (37.0, -8.95), (37.1, -8.2), (36.97, -7.9), (37.2, -7.4),
            (38.2, -7.1),
            (39.0, -7.0), (39.66, -7.5), (40.3, -6.8), (41.0, -6.9), (41.6, -6.2), (41.95, -6.6),
            (41.85, -8.1),
        ].map { MapCorner(lat: $0.0, lon: $0.1) }
    }
}
