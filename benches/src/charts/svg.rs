//! A drawing: the few shapes that charts are made of, in colours that suit a light and a dark page.

use std::fmt::Write as _;

const STYLE: &str = "\
text { font: 12px system-ui, sans-serif; fill: #1f2328 }
.title { font-size: 15px; font-weight: 600 }
.note { font-size: 11px; fill: #59636e }
.start { text-anchor: start } .middle { text-anchor: middle } .end { text-anchor: end }
.grid { stroke: #d1d9e0 } .best { stroke: #59636e; stroke-width: 1.5 }
.ours { fill: #cf222e } .small { fill: #0969da } .peer { fill: #9198a1 }
@media (prefers-color-scheme: dark) {
text { fill: #f0f6fc } .note { fill: #9198a1 }
.grid { stroke: #3d444d } .best { stroke: #9198a1 }
.ours { fill: #ff7b72 } .small { fill: #58a6ff } .peer { fill: #656c76 }
}";

/// A drawing under way.
pub(super) struct Svg(String);

impl Svg {
    /// An empty one of so many pixels; the title is for those who do not see it.
    pub(super) fn new(width: f64, height: f64, title: &str) -> Self {
        let title = escaped(title);
        Svg(format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" \
             role=\"img\" aria-label=\"{title}\">\n<style>\n{STYLE}\n</style>\n"
        ))
    }

    pub(super) fn line(&mut self, x1: f64, y1: f64, x2: f64, y2: f64, class: &str) {
        let _ =
            writeln!(self.0, "<line x1=\"{x1:.1}\" y1=\"{y1:.1}\" x2=\"{x2:.1}\" y2=\"{y2:.1}\" class=\"{class}\"/>");
    }

    pub(super) fn text(&mut self, x: f64, y: f64, class: &str, text: &str) {
        let text = escaped(text);
        let _ = writeln!(self.0, "<text x=\"{x:.1}\" y=\"{y:.1}\" class=\"{class}\">{text}</text>");
    }

    /// A dot that says what it is where a pointer rests on it.
    pub(super) fn dot(&mut self, x: f64, y: f64, radius: f64, class: &str, title: &str) {
        let title = escaped(title);
        let _ = writeln!(
            self.0,
            "<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius}\" class=\"{class}\"><title>{title}</title></circle>"
        );
    }

    pub(super) fn finish(self) -> String {
        self.0 + "</svg>\n"
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_is_escaped() {
        let mut svg = Svg::new(10.0, 10.0, "\"<a>\"");
        svg.text(1.0, 2.0, "label", "a < b & c");
        let text = svg.finish();
        assert!(text.contains("aria-label=\"&quot;&lt;a&gt;&quot;\"") && text.contains(">a &lt; b &amp; c</text>"));
        assert!(text.ends_with("</svg>\n"));
    }
}
