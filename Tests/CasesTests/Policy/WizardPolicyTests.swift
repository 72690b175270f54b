import Formats
import Testing

@testable import Cases

@Suite struct WizardPolicyTests {
    private func faults(
        model: (String) -> String = { $0 }, wizard: (String) -> String = { $0 }
    ) -> [PolicyProblem] {
        let folder = changedBoats(model: model, wizard: wizard)
        return wizardProblems(folder, try? DecisionBook(decisionFiles(folder))).filter {
            $0.file == file
        }
    }

    @Test func `a wizard that fits its models has no fault, and the policy's check looks at it`() {
        #expect(faults() == [])
        let broken = changedBoats {
            $0
        } wizard: {
            $0.replacing("code: vest", with: "code: west")
        }
        #expect(CasesTests.faults(in: broken).contains { $0.file == file })
    }

    @Test(arguments: [
        ("input: swims", "input: dives", "needs 'swims'"),
        ("input: swims", "input: dives", "no answer needs 'dives'"),
        ("code: sea", "code: lake", "lets lake through"),
        ("max: 120", "max: 130", "lets 130 through"),
        ("code: vest", "code: west", "can give 'vest'"),
        ("kind: date\n    today: true", "kind: yes-no", "lets true through"),
        ("decision: bring", "decision: fetch", "there is no decision boat/fetch"),
        ("model: boat\n    decision: bring", "model: ship\n    decision: bring", "ship/bring"),
        ("procedure: family-reunification", "procedure: fishing", "no procedure 'fishing'"),
        ("https://quay.example/swim", "/check/swimming", "'/check/swimming' leads to nothing"),
        ("https://quay.example/swim", "/guides/none?a=b", "'/guides/none?a=b' leads"),
        (
            "an adult.}}]", "an adult.}, source: gossip, verified: false}]",
            "names the source 'gossip'"
        ),
        (
            "sources: {}", "sources: {rules: \"https://quay.example/old\"}",
            "the source 'rules' is https://quay.example/old here and https://quay.example/rules in"
        ),
    ])
    func `what does not fit the models is found`(_ old: String, _ new: String, _ words: String) {
        let found = faults {
            $0
        } wizard: {
            $0.replacing(old, with: new)
        }
        #expect(found.contains { $0.message.contains(words) }, "\(found)")
    }

    @Test(arguments: [
        ("sources: {}", "sources: {rules: \"https://quay.example/rules\"}"),
        ("sources: {}\n", ""),
        ("an adult.}}]", "an adult.}, source: rules, verified: false}]"),
        ("Bring an adult.}}]", "You have 10 days.}, verified: false}]"),
        ("Bring an adult.}}]", "Bring 2 adults on 1 May.}}]"),
        ("an adult.}}]", "an adult.}, source: rules, verified: true}]"),
        ("an adult.}}]", "an adult.}, verified: false}]"),
        ("- code: no\n", "- code: no\n        hidden: true\n"),
        ("code: yes, text: {pt: Pode., en: You may.}, tone: good", hiddenYes),
    ])
    func `what a wizard may say of its words is taken`(_ old: String, _ new: String) {
        let found = faults {
            $0
        } wizard: {
            $0.replacing(old, with: new)
        }
        #expect(found == [])
    }

    @Test func `a decision of several values is none of a verdict`() {
        let second = "<output name=\"by\"/>"
        let found = faults {
            $0.replacing("<output name=\"lend\"/>", with: "<output name=\"lend\"/>" + second)
                .replacing("<output name=\"bring\"/>", with: "<output name=\"bring\"/>" + second)
                .replacing(
                    "\"</text></outputEntry>",
                    with: "\"</text></outputEntry><outputEntry><text>1</text></outputEntry>")
        }
        let words = "boat/lend gives several values"
        #expect(found.contains { $0.message.contains(words) }, "\(found)")
    }

    @Test(arguments: [
        ("kind: yes-no", "kind: maybe", "maybe"),
        ("keep: true", "keeps: true", "keeps"),
        ("tone: wait\n        next:", "tone: wait\n        then:", "not known"),
        ("tone: good}", "tone: bad}", "bad"), (", tone: good}", "}", "'tone'"),
        ("input: swims", "input: lang", "another meaning"),
        ("input: swims", "input: can swim", "a word of letters"),
        ("code: river", "code: sea", "twice"), ("code: sea", "code: not-known", "not-known"),
        ("input: swims", "input: water", "twice"), ("code: boat", "code: ship", "name of the file"),
        ("max: 120", "max: -1", "greater"), ("today: true", "max: 3", "'max' says nothing"),
        ("kind: yes-no", "kind: yes-no\n    today: true", "'today' says nothing"),
        ("https://quay.example/swim", "quay.example/swim", "no address"),
        ("https://quay.example/swim", "//quay.example/swim", "no address"),
        ("sources: {}", "sources: {rules: the book}", "no address"),
        ("kind: list", "kind: list\n    unit: {pt: a, en: b}", "only an amount"),
        (
            "kind: amount",
            "kind: amount\n    outcomes:\n      - {code: much, text: {pt: a, en: b}}",
            "only for 'nothing'"
        ),
        ("[{text: {pt: Traga um adulto., en: Bring an adult.}}]", "[]", "leaves nobody alone"),
        ("an adult.}}]", "an adult.}, verified: true}]", "verified by no source"),
        ("an adult.}}]", "an adult.}, verified: perhaps}]", "neither true nor false"),
        ("an adult.}}]", "an adult.}, source: rules}]", "say which under 'verified'"),
        ("Bring an adult.}}]", "You have 10 days.}}]", "'10 days' states law"),
        ("Traga um adulto.", "O artigo 3.º deixa.", "'artigo' states law"),
        ("Bring an adult.}}]", "You have the right to a boat.}}]", "'right to' states law"),
        ("code: vest,", "code: vest, hidden: true,", "only the outcome of a verdict"),
        ("tone: good}", "tone: good, hidden: perhaps}", "neither true nor false"),
    ])
    func `a file that cannot be right is refused with its line`(
        _ old: String, _ new: String, _ words: String
    ) throws {
        let problem = try #require(
            faults {
                $0
            } wizard: {
                $0.replacing(old, with: new)
            }.first)
        #expect(problem.line ?? 0 > 0 && problem.description.contains(words), "\(problem)")
    }

    @Test func `a wizard that does not load keeps the house shut`() {
        #expect(throws: FormatError.self) {
            try Policy(
                changedBoats {
                    $0
                } wizard: {
                    $0.replacing("title:", with: "titel:")
                })
        }
    }

    @Test func `the schema beside the wizards knows the keys that the reader knows`() throws {
        let json = try JSON.parse(realPolicy.texts["wizards/wizard.schema.json"] ?? "")
        func keys(_ node: JSON?) -> Set<String> {
            Set((node?["properties"]?.objectValue ?? [:]).keys)
        }
        #expect(keys(json) == Set(Wizard.keys))
        #expect(keys(json["$defs"]?["question"]) == Set(WizardQuestion.keys))
        #expect(keys(json["$defs"]?["answer"]) == Set(WizardAnswer.keys))
        #expect(keys(json["$defs"]?["outcome"]) == Set(WizardAnswer.Outcome.keys))
        #expect(keys(json["$defs"]?["way"]) == Set(WizardAnswer.Way.keys))
    }
}

private let file = "wizards/boat.yaml"
private let hiddenYes = "code: yes, text: {pt: Pode., en: You may.}, hidden: true"
