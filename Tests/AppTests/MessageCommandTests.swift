import Formats
import Foundation
import TestSupport
import Testing

@testable import App

private let csv = """
    DATAFLOW,SEX,GEO,TIME_PERIOD,OBS_VALUE,OBS_STATUS
    T:F(1.0),F,PT,2001,1.5,A
    T:F(1.0),F,PT,2002,2.5,A
    T:F(1.0),M,PT,2001,,A
    """

private func place(_ files: [String: String]) throws -> String {
    let folder = try TestFolder.make()
    for (name, text) in files {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    }
    return folder
}

@Test func `a message is counted in the words that scripts rely on`() throws {
    let folder = try place(["a.csv": csv])
    let json = try JSON.parse(try readSDMX(folder + "/a.csv").json)
    #expect(json["message"] == "DataMessage" && json["datasets"] == 1)
    #expect(json["observations"] == 3 && json["numericValues"] == 2 && json["sum"] == .number(4))
}

@Test(arguments: ["b.xml", "b.json", "b.csv.gz", "b.xml.gz"])
func `a message says the same in another format`(_ name: String) throws {
    let folder = try place(["a.csv": csv])
    _ = try convertSDMX(folder + "/a.csv", to: folder + "/" + name, format: nil)
    let json = try JSON.parse(try readSDMX(folder + "/" + name).json)
    #expect(json["observations"] == 3 && json["numericValues"] == 2 && json["sum"] == .number(4))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    #expect(Set(names) == ["a.csv", name])
}

@Test func `a message that breaks off leaves no file and not the old one changed`() throws {
    let folder = try place(["a.csv": csv + "\nT:F(1.0),F,PT", "b.xml": "old"])
    #expect(throws: FormatError.self) {
        try convertSDMX(folder + "/a.csv", to: folder + "/b.xml", format: nil)
    }
    #expect(try String(contentsOfFile: folder + "/b.xml", encoding: .utf8) == "old")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 2)
    #expect(throws: Trouble.self) {
        try convertSDMX(folder + "/a.csv", to: folder + "/b.doc", format: nil)
    }
}
