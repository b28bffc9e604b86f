//! Charts of a race, drawn from its JSON: one file for each operation, a row for each set, a dot for each library.
//!
//! A dot's place is its ratio to the best peer, on a logarithmic scale: what is left of the line is ahead of all peers.

mod svg;

use std::fs;
use std::path::Path;

use serde_json::Value;

use self::svg::Svg;
use crate::Result;

/// The operations that get a chart, and what it is called.
const CHARTS: [(&str, &str); 5] = [
    ("encode", "Time to encode"),
    ("decode", "Time to decode"),
    ("borrow", "Time to decode with borrowed texts"),
    ("size", "Size"),
    ("zstd", "Size after zstd"),
];

/// The ratios at both ends of the scale; what is beyond stands at the end.
const SCALE: (f64, f64) = (0.25, 16.0);

const LEFT: f64 = 90.0;
const RIGHT: f64 = 660.0;
const TOP: f64 = 64.0;
const ROW: f64 = 34.0;

/// One row of the JSON.
struct Dot {
    set: String,
    operation: String,
    library: String,
    is_counted: bool,
    ratio: f64,
}

/// Draws the charts into a folder.
///
/// # Errors
/// If the JSON is not a race's, or a file cannot be written.
pub fn run(json: &Path, folder: &Path) -> Result<()> {
    let text = fs::read_to_string(json).map_err(|error| format!("{}: {error}", json.display()))?;
    let dots = dots(&serde_json::from_str(&text)?)?;
    fs::create_dir_all(folder)?;
    for (operation, title) in CHARTS {
        let of_operation: Vec<&Dot> = dots.iter().filter(|dot| dot.operation == operation).collect();
        if of_operation.is_empty() {
            continue;
        }
        let path = folder.join(format!("{operation}.svg"));
        fs::write(&path, chart(title, &of_operation)).map_err(|error| format!("{}: {error}", path.display()))?;
        println!("{}", path.display());
    }
    Ok(())
}

/// The rows of ours and of the counted peers that have a ratio.
fn dots(json: &Value) -> Result<Vec<Dot>> {
    let rows = json.as_array().ok_or("the JSON is no list of rows")?;
    let mut dots = Vec::new();
    for row in rows {
        let text =
            |key: &str| row[key].as_str().map(str::to_owned).ok_or_else(|| format!("a row without {key:?}: {row}"));
        let (library, is_counted) = (text("library")?, row["counted"].as_bool().unwrap_or(false));
        let Some(ratio) = row["ratio"].as_f64().filter(|_| is_counted || is_ours(&library)) else { continue };
        dots.push(Dot { set: text("set")?, operation: text("operation")?, library, is_counted, ratio });
    }
    Ok(dots)
}

fn is_ours(library: &str) -> bool {
    matches!(library, "persist" | "persist-small")
}

fn chart(title: &str, dots: &[&Dot]) -> String {
    let mut sets: Vec<&str> = dots.iter().map(|dot| &*dot.set).collect();
    sets.dedup();
    let bottom = TOP + ROW * sets.len() as f64;
    let mut svg = Svg::new(RIGHT + 30.0, bottom + 50.0, title);
    svg.text(LEFT, 22.0, "title start", title);
    svg.text(LEFT, 42.0, "ours start", "● persist");
    svg.text(LEFT + 80.0, 42.0, "small start", "● persist-small");
    svg.text(LEFT + 200.0, 42.0, "peer start", "● peers, the best one named");
    let mut tick = SCALE.0;
    while tick <= SCALE.1 {
        svg.line(place(tick), TOP - 8.0, place(tick), bottom, if tick == 1.0 { "best" } else { "grid" });
        svg.text(place(tick), bottom + 18.0, "note middle", &format!("{tick}×"));
        tick *= 2.0;
    }
    svg.text(LEFT, bottom + 38.0, "note start", "ratio to the best peer of each row; less is better");
    for (row, set) in sets.iter().enumerate() {
        let y = TOP + ROW * (row as f64 + 0.5);
        svg.text(LEFT - 14.0, y + 4.0, "label end", set);
        svg.line(LEFT, y, RIGHT, y, "grid");
        draw_row(&mut svg, y, dots.iter().filter(|dot| dot.set == *set).copied());
    }
    svg.finish()
}

/// Peers first, so that ours are not hidden. The best peer's own ratio is to the second: it stands at the line.
fn draw_row<'a>(svg: &mut Svg, y: f64, dots: impl Iterator<Item = &'a Dot> + Clone) {
    let peers = dots.clone().filter(|dot| dot.is_counted);
    let best = peers.clone().min_by(|one, other| one.ratio.total_cmp(&other.ratio));
    for dot in peers {
        let is_best = best.is_some_and(|best| best.library == dot.library);
        let ratio = if is_best { 1.0 } else { dot.ratio };
        svg.dot(place(ratio), y, 4.0, "peer", &format!("{}: {ratio:.2}×", dot.library));
    }
    if let Some(best) = best {
        svg.text(place(1.0) + 7.0, y - 7.0, "note start", &best.library);
    }
    for (library, class) in [("persist-small", "small"), ("persist", "ours")] {
        for dot in dots.clone().filter(|dot| dot.library == library) {
            svg.dot(place(dot.ratio), y, 5.5, class, &format!("{}: {:.2}×", dot.library, dot.ratio));
        }
    }
}

/// Where a ratio stands.
fn place(ratio: f64) -> f64 {
    let share = (ratio / SCALE.0).log2() / (SCALE.1 / SCALE.0).log2();
    LEFT + (RIGHT - LEFT) * share.clamp(0.0, 1.0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn row(library: &str, counted: bool, ratio: Option<f64>) -> Value {
        json!({ "set": "log", "operation": "encode", "library": library, "counted": counted, "ratio": ratio })
    }

    #[test]
    fn a_chart_has_ours_and_the_counted_peers() {
        let json = json!([
            row("persist", false, Some(0.5)),
            row("fast", true, Some(0.8)),
            row("slow", true, Some(1.25)),
            row("shown", false, Some(3.0)),
            row("alone", true, None),
        ]);
        let dots = dots(&json).unwrap();
        let names: Vec<_> = dots.iter().map(|dot| &*dot.library).collect();
        assert_eq!(names, ["persist", "fast", "slow"]);
        let chart = chart("Time & more", &dots.iter().collect::<Vec<_>>());
        assert_eq!(chart.matches("<circle").count(), 3);
        // The best peer is the line, whatever it is beside the second.
        assert!(chart.contains("fast: 1.00×") && chart.contains("slow: 1.25×") && chart.contains("Time &amp; more"));
    }

    #[test]
    fn a_place_is_within_the_chart() {
        assert_eq!((place(0.01), place(SCALE.0), place(SCALE.1), place(1e9)), (LEFT, LEFT, RIGHT, RIGHT));
        assert!((place(2.0) - (LEFT + RIGHT) / 2.0).abs() < 1e-9);
    }

    #[test]
    fn rows_that_are_none_are_refused() {
        assert!(dots(&json!({})).is_err());
        assert!(dots(&json!([{ "library": "persist", "ratio": 1.0 }])).is_err());
    }
}
