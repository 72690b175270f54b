import App
import ArgumentParser

@main
struct Cais: AsyncParsableCommand {
    static let configuration = CommandConfiguration(commandName: "cais", abstract: "Runs and reports on migration services.")
}
