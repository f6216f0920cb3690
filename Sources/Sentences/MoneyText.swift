package import Entitlement

extension Language {
    /// Rials, and toman beside them, because people mix the two up by ten: `1,250,000 rials (125,000 toman)`.
    package func money(rials: Int64) -> String {
        guard rials != 0 else { return choose("nothing", "رایگان") }
        let amount = number(rials) + choose(rials == 1 ? " rial" : " rials", " ریال")
        let (toman, rest) = rials.quotientAndRemainder(dividingBy: 10)
        let decimals = rest == 0 ? "" : choose(".", "٫") + number(rest.magnitude)
        let sign = rials < 0 ? "-" : ""
        return amount + " (" + sign + number(toman.magnitude) + decimals + choose(" toman)", " تومان)")
    }

    package func money(_ money: Money) -> String { self.money(rials: money.rials) }
}
