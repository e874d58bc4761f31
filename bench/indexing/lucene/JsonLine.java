import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An object of JSON on one line, as much of it as an article needs: the texts under its keys, alone
 * or in lists. Numbers, truth values and objects inside are read and passed over.
 */
final class JsonLine {
    private final String line;
    private int at;

    private JsonLine(String line) {
        this.line = line;
    }

    /** The texts by their keys. Throws IllegalArgumentException when the line is no JSON object. */
    static Map<String, List<String>> parse(String text) {
        JsonLine line = new JsonLine(text);
        Map<String, List<String>> texts = line.object();
        if (line.next() != '\0') throw line.wrong("the end of the line");
        return texts;
    }

    private Map<String, List<String>> object() {
        Map<String, List<String>> texts = new HashMap<>();
        expect('{');
        if (take('}')) return texts;
        do {
            String key = string();
            expect(':');
            List<String> values = new ArrayList<>();
            value(values);
            texts.put(key, values);
        } while (take(','));
        expect('}');
        return texts;
    }

    /** Reads a value of any type, and adds the texts in it to `texts`. */
    private void value(List<String> texts) {
        switch (next()) {
            case '"':
                texts.add(string());
                break;
            case '{':
                object();
                break;
            case '[':
                list(texts);
                break;
            default:
                int begin = at;
                while (at < line.length() && ",]} \t".indexOf(line.charAt(at)) < 0) ++at;
                if (at == begin) throw wrong("a value");
        }
    }

    private void list(List<String> texts) {
        expect('[');
        if (take(']')) return;
        do {
            value(texts);
        } while (take(','));
        expect(']');
    }

    private String string() {
        expect('"');
        StringBuilder text = new StringBuilder();
        while (true) {
            int stop = at;
            while (stop < line.length() && line.charAt(stop) != '"' && line.charAt(stop) != '\\') {
                ++stop;
            }
            if (stop == line.length()) throw wrong("the end of a text");
            text.append(line, at, stop);
            at = stop + 1;
            if (line.charAt(stop) == '"') return text.toString();
            text.append(escaped());
        }
    }

    /** The character that stands behind a backslash. */
    private char escaped() {
        if (at == line.length()) throw wrong("a character");
        char c = line.charAt(at++);
        if (c == 'u') {
            if (at + 4 > line.length()) throw wrong("four digits");
            at += 4;
            return (char) Integer.parseInt(line.substring(at - 4, at), 16);
        }
        int known = "nrtbf".indexOf(c);
        return known < 0 ? c : "\n\r\t\b\f".charAt(known);
    }

    /** The next character that is no space, which stays; '\0' at the end. */
    private char next() {
        while (at < line.length() && " \t\r".indexOf(line.charAt(at)) >= 0) ++at;
        return at < line.length() ? line.charAt(at) : '\0';
    }

    private boolean take(char wanted) {
        if (next() != wanted) return false;
        ++at;
        return true;
    }

    private void expect(char wanted) {
        if (!take(wanted)) throw wrong("'" + wanted + "'");
    }

    private IllegalArgumentException wrong(String expected) {
        return new IllegalArgumentException("expected " + expected + " at column " + (at + 1));
    }
}
