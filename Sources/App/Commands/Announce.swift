import Foundation

/// Says something to whoever started the program, at once.
func announce(_ text: String) {
    FileHandle.standardOutput.write(Data((text + "\n").utf8))
}
