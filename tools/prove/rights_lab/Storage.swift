public import Kernel

extension Mutation {
    /// True where the condition beside it is gone.
    public static func sql(_ number: Int) -> SQL { isOn(number) ? "1 = 1" : "1 = 0" }

    /// A condition, or what lets every row through.
    public static func sql(_ number: Int, _ condition: SQL) -> SQL {
        isOn(number) ? "1 = 1" : condition
    }

    /// A condition that closes something, or what closes nothing.
    public static func closed(_ number: Int, _ condition: SQL) -> SQL {
        isOn(number) ? "1 = 0" : condition
    }
}
