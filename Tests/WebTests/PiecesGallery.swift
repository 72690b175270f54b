import Kernel
import Languages
import Web

/// Every piece with invented words: what the tests check and a person looks at.
struct Gallery {
    let t: Translator

    var pages: [(name: String, title: String, width: Chrome.Width, main: HTML)] {
        [
            ("start", "Início", .public, start), ("form", "Formulário", .public, form),
            ("case", "Processo", .public, caseFile), ("desk", "Balcão", .desk, desk),
            ("figures", "Números", .public, figures),
            (
                "problem", "Problema", .public,
                problemPage(
                    t, .fault(t), number: "7Q4-XK2",
                    next: [NavItem("Início", path: "/")])
            ),
        ]
    }

    func document(_ title: String, _ width: Chrome.Width, _ main: HTML) -> HTML {
        Web.document(
            title: title, main: main,
            chrome: Chrome(
                t: t, path: "/gallery?sort=-date",
                languages: [
                    LanguageChoice(code: "pt", nativeName: "Português"),
                    LanguageChoice(code: "en", nativeName: "English"),
                    LanguageChoice(code: "ar", nativeName: "العربية"),
                    LanguageChoice(code: "uk", nativeName: "Українська"),
                ],
                signedInAs: width == .desk ? "Bruno Sá" : nil,
                nav: [
                    NavItem("Pedidos", path: "/cases", current: true),
                    NavItem("Locais", path: "/places"),
                    NavItem("Números", path: "/figures"),
                ],
                footer: [NavItem("Acessibilidade", path: "/accessibility")],
                csrf: "token", demo: true, width: width,
                notice: width == .desk ? "A visita ficou registada." : nil))
    }

    private var start: HTML {
        """
        <h1>Chegou ao cais certo</h1>
        <p class="lead">Diga-nos o que precisa. Mostramos o passo seguinte, o prazo e quem o pode ajudar.</p>
        \(fourDoors([
            Door(.help, "Encontrar ajuda", path: "/help", words: "Locais perto de si, línguas e horários."),
            Door(.request, "Começar ou seguir um pedido", path: "/cases", words: "Um pedido para toda a família."),
            Door(.clock, "Um prazo ou uma regra", path: "/rules", words: "O que diz a lei e como se contam os dias.",
                more: NavItem("Veja o que se aplica a si", path: "/check")),
            Door(.country, "O plano e os números do país", path: "/plan", words: "Medidas, indicadores e fontes."),
        ]))
        <h2>Palavras que vai encontrar</h2>
        <p>\(term(t, "family reunification", official: "reagrupamento familiar")), \
        \(term(t, "deadline", official: "prazo")). \(unverifiedMark(t))</p>
        \(emptyState(title: "Ainda não há pedidos", words: "Quando enviar um pedido, ele aparece aqui.",
            action: actions(buttonLink("Começar um pedido", to: "/cases/new"))))
        """
    }

    private var form: HTML {
        let errors = [
            FieldError(field: "family", message: "Escreva o apelido como está no passaporte."),
            FieldError(field: "who", message: "Escolha quem vem consigo."),
        ]
        return withErrors(
            t, errors,
            """
            \(breadcrumbs(t, [NavItem("Início", path: "/"), NavItem("Reagrupamento familiar", path: "/x"),
                NavItem("A sua família", path: "", current: true)]))
            <h1>A sua família</h1>
            \(postForm(to: "/cases", fields: csrfField("token"), files: true, fields(errors)))
            """)
    }

    private func fields(_ errors: [FieldError]) -> HTML {
        let kin = [
            Choice("husband", "Marido ou mulher", hint: "Também a união de facto."),
            Choice("child", "Filho ou filha"), Choice("parent", "Pai ou mãe"),
        ]
        return """
            \(textField(t, name: "family", label: "Apelido", hint: "Como está no passaporte.", value: "<Silva>",
                error: message(for: "family", in: errors), autocomplete: "family-name"))
            \(dateField(t, name: "born", label: "Data de nascimento", value: "2023-04-02"))
            \(radioFields(t, name: "kin", legend: "Quem é?", options: kin, value: "child"))
            \(checkboxFields(t, name: "who", legend: "Quem vem consigo?", options: kin,
                error: message(for: "who", in: errors)))
            \(selectField(t, name: "country", label: "País", options: [Choice("BR", "Brasil"), Choice("NP", "Nepal")],
                value: "NP"))
            \(textArea(t, name: "note", label: "Quer dizer mais alguma coisa?", required: false))
            \(fileField(t, name: "paper", label: "Passaporte", hint: "PDF ou fotografia, até 10 MB."))
            \(actions(button("Continuar"), buttonLink("Guardar e sair", to: "/", kind: .secondary),
                button("Cancelar o pedido", kind: .quiet, name: "do", value: "cancel")))
            """
    }
}
