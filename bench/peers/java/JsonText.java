/** Writes an object or a list of JSON piece by piece; commas come by themselves. */
final class JsonText {
    private final StringBuilder text = new StringBuilder(8192);
    private boolean needsComma;

    /** Begins an object or a list, by '{' or '['. */
    JsonText begin(char bracket) {
        comma();
        text.append(bracket);
        needsComma = false;
        return this;
    }

    /** Ends it, by '}' or ']'. */
    JsonText end(char bracket) {
        text.append(bracket);
        needsComma = true;
        return this;
    }

    JsonText key(String name) {
        value(name);
        text.append(':');
        needsComma = false;
        return this;
    }

    JsonText value(long number) {
        comma();
        text.append(number);
        needsComma = true;
        return this;
    }

    /** A text; null becomes an empty one. */
    JsonText value(String words) {
        comma();
        text.append('"');
        for (int i = 0; words != null && i < words.length(); ++i) append(words.charAt(i));
        text.append('"');
        needsComma = true;
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void comma() {
        if (needsComma) text.append(',');
    }

    private void append(char c) {
        if (c == '"' || c == '\\') {
            text.append('\\').append(c);
        } else if (c < ' ') {
            text.append(String.format("\\u%04x", (int) c));
        } else {
            text.append(c);
        }
    }
}
