import Formats
import Foundation
import TestSupport
import Testing

@testable import App
@testable import Cases

/// That command and letter give one reason is compared in `SituationTests`; here, that the comparison can fail.
@Suite struct WrittenReasonTests {
    @Test func `another sentence, another article or no mark in a letter is found`() {
        let name = DecisionName(model: "m", decision: "d")
        func written(_ line: String) -> [String: Set<String>] {
            reasonsWritten(
                for: name,
                in: """
                    <div data-decision="m/d"><ul>
                    <li><data value="a">A</data><br>\(line)</li>
                    <li><data value="b">B</data><br>A tabela não diz porquê.</li>
                    </ul></div><ul><li><data value="c">C</data><br>Porquê: Outra tabela.</li></ul>
                    """)
        }
        let right = written("Porquê: Sim &amp; sempre. (artigo 1.º) [fonte ainda não confirmada]")
        #expect(right == ["a": ["Sim & sempre. (artigo 1.º) [unconfirmed]"], "b": []])
        let english = written(
            "Because: Sim &amp; sempre. (<span lang=\"pt\">artigo 1.º</span>) [source not confirmed yet]"
        )
        #expect(english == right)
        for wrong in [
            "Porquê: Sim. (artigo 1.º) [fonte ainda não confirmada]",
            "Porquê: Sim &amp; sempre. (artigo 2.º) [fonte ainda não confirmada]",
            "Porquê: Sim &amp; sempre. (artigo 1.º)", "A tabela não diz porquê.",
            "Porquê: Sim &amp; sempre. [fonte ainda não confirmada]",
        ] { #expect(written(wrong) != right, "\(wrong)") }
        let two = written("Porquê: A. (artigo 1.º)<br>Porquê: B. (artigo 2.º)")
        #expect(two["a"]?.count == 2)
    }

    @Test(arguments: [
        ("O pedido assenta na sua autorização de residência.", "O pedido assenta noutra coisa."),
        ("artigo 103.º, n.º 3, alínea b), da Lei n.º 23/2007", "artigo 1.º da Lei n.º 23/2007"),
    ])
    func `a model with another sentence or article gives the same codes and other reasons`(
        old: String, new: String
    ) throws {
        let decisions = projectFolder + "/policy/pt/decisions"
        let folder = try TestFolder.make() + "/decisions"
        try FileManager.default.copyItem(atPath: decisions, toPath: folder)
        let file = folder + "/family-documents.dmn"
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let changed = text.replacing("<text>\(old)</text>", with: "<text>\(new)</text>")
        try #require(changed != text)
        try changed.write(toFile: file, atomically: true, encoding: .utf8)
        let name = FiledPerson.documents
        let models = try [decisions, folder].map { folder in
            try #require(AimedModel.all(in: folder).first { $0.name == name.model })
        }
        let holder: [String: JSON] = [
            "who": "holder", "age": 36, "refugee": false, "inPortugal": true,
        ]
        let command = try Decider()
        let answers = try models.map { try command.answer(name, holder, of: $0) }
        #expect(answers[0] == answers[1] && answers[0].contains("holder-permit"))
        let reasons = try models.map { try command.written(name, holder, of: $0, in: "pt") }
        #expect(reasons[0]["holder-permit"] != reasons[1]["holder-permit"])
        #expect(reasons[0]["means"] == reasons[1]["means"])
        #expect(reasons[0]["means"]?.isEmpty == false)
    }
}
