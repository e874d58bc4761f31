import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.StoredField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.DisjunctionMaxQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;

/**
 * Runs queries through Lucene: FrenchAnalyzer (elision, stop words, light stemmer) over a title and a
 * text, BM25 as it comes.
 *
 * <p>usage: LuceneRun --settings, or LuceneRun DOCUMENTS QUERIES FOLDER SETTING... Tables with tabs:
 * id, title, text; query id, query. Writes FOLDER/SETTING.run (query id, document id, best first) and
 * prints each setting and the seconds that its queries took.
 */
public final class LuceneRun {
    private static final int RESULTS = 100;
    private static final String TITLE = "title";
    private static final String TEXT = "text";
    private static final String TITLE_AND_TEXT = "title_and_text";

    /** How the two fields of a word make one score. */
    private enum Fields {
        /** Both are added up. */
        SUM,
        /** The better one counts, and a tenth of the other: the usual advice for several fields. */
        MAX,
        /** One field that holds both texts, and the title once more at its weight. */
        JOINED
    }

    /** Which documents come first. */
    private enum Order {
        /** Any word will do. */
        ANY,
        /** Those with all words in either field, then those with any. */
        ALL_FIRST
    }

    /** A way to ask, written "sum-any-2": fields, order, weight of the title. */
    private static final class Setting {
        final Fields fields;
        final Order order;
        final float titleWeight;

        Setting(Fields fields, Order order, float titleWeight) {
            this.fields = fields;
            this.order = order;
            this.titleWeight = titleWeight;
        }

        static Setting parse(String name) {
            for (Setting each : all()) {
                if (each.name().equals(name)) return each;
            }
            throw new IllegalArgumentException(
                    "unknown setting '" + name + "'; --settings prints those there are");
        }

        static List<Setting> all() {
            List<Setting> settings = new ArrayList<>();
            for (Fields fields : Fields.values()) {
                for (Order order : Order.values()) {
                    for (float titleWeight : new float[] {1f, 0f, 0.25f, 0.5f, 2f, 4f}) {
                        settings.add(new Setting(fields, order, titleWeight));
                    }
                }
            }
            return settings;
        }

        String name() {
            String order = this.order == Order.ANY ? "any" : "allfirst";
            String weight = String.valueOf(titleWeight).replaceAll("\\.0$", "");
            return fields.name().toLowerCase() + "-" + order + "-" + weight;
        }
    }

    private LuceneRun() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length == 1 && arguments[0].equals("--settings")) {
            Setting.all().forEach(setting -> System.out.println(setting.name()));
            return;
        }
        if (arguments.length < 4) {
            System.err.println("usage: LuceneRun DOCUMENTS QUERIES FOLDER SETTING...");
            System.exit(2);
        }
        Path folder = Path.of(arguments[2]);
        List<String[]> queries = readTable(Path.of(arguments[1]), 2);
        try (Analyzer analyzer = new FrenchAnalyzer();
                Directory directory = FSDirectory.open(folder.resolve("lucene-index"))) {
            index(readTable(Path.of(arguments[0]), 3), analyzer, directory);
            try (IndexReader reader = DirectoryReader.open(directory)) {
                IndexSearcher searcher = new IndexSearcher(reader);
                searcher.setQueryCache(null); // it would answer a query asked before from memory
                for (int i = 3; i < arguments.length; ++i) {
                    Setting setting = Setting.parse(arguments[i]);
                    double seconds = run(searcher, analyzer, queries, setting,
                            folder.resolve(setting.name() + ".run"));
                    System.out.println(setting.name() + "\t" + seconds);
                }
            }
        }
    }

    private static List<String[]> readTable(Path path, int columns) throws IOException {
        List<String[]> rows = new ArrayList<>();
        for (String line : Files.readAllLines(path)) {
            String[] row = line.split("\t", -1);
            if (row.length != columns) {
                throw new IOException(path + ":" + (rows.size() + 1) + ": expected " + columns
                        + " columns with tabs between, but found " + row.length);
            }
            rows.add(row);
        }
        return rows;
    }

    private static void index(List<String[]> documents, Analyzer analyzer, Directory directory)
            throws IOException {
        IndexWriterConfig config = new IndexWriterConfig(analyzer);
        config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
        try (IndexWriter writer = new IndexWriter(directory, config)) {
            for (String[] row : documents) {
                Document document = new Document();
                document.add(new StoredField("id", row[0]));
                document.add(new TextField(TITLE, row[1], Field.Store.NO));
                document.add(new TextField(TEXT, row[2], Field.Store.NO));
                document.add(
                        new TextField(TITLE_AND_TEXT, row[1] + ". " + row[2], Field.Store.NO));
                writer.addDocument(document);
            }
            writer.forceMerge(1);
        }
    }

    /** Writes a run; gives back the seconds that the searches took, the file left out. */
    private static double run(IndexSearcher searcher, Analyzer analyzer, List<String[]> queries,
            Setting setting, Path path) throws IOException {
        long nanoseconds = 0;
        try (BufferedWriter lines = Files.newBufferedWriter(path, StandardCharsets.UTF_8)) {
            for (String[] query : queries) {
                long begin = System.nanoTime();
                Set<String> found = search(searcher, words(analyzer, query[1]), setting);
                nanoseconds += System.nanoTime() - begin;
                for (String document : found) lines.write(query[0] + "\t" + document + "\n");
            }
        }
        return nanoseconds / 1e9;
    }

    /** The terms of a query, each once, stop words left out by the analyzer. */
    private static Set<String> words(Analyzer analyzer, String query) throws IOException {
        Set<String> words = new LinkedHashSet<>();
        try (TokenStream stream = analyzer.tokenStream(TEXT, query)) {
            CharTermAttribute term = stream.addAttribute(CharTermAttribute.class);
            stream.reset();
            while (stream.incrementToken()) words.add(term.toString());
            stream.end();
        }
        return words;
    }

    private static Set<String> search(IndexSearcher searcher, Set<String> words, Setting setting)
            throws IOException {
        Set<String> found = new LinkedHashSet<>();
        if (setting.order == Order.ALL_FIRST) {
            collect(searcher, query(words, setting, Occur.MUST), found);
        }
        if (found.size() < RESULTS) {
            collect(searcher, query(words, setting, Occur.SHOULD), found);
        }
        return found;
    }

    private static void collect(IndexSearcher searcher, Query query, Set<String> found)
            throws IOException {
        for (ScoreDoc hit : searcher.search(query, RESULTS).scoreDocs) {
            if (found.size() < RESULTS) found.add(searcher.doc(hit.doc).get("id"));
        }
    }

    private static Query query(Set<String> words, Setting setting, Occur occur) {
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        for (String word : words) query.add(word(word, setting), occur);
        return query.build();
    }

    /** A word in both fields, or in the text alone when the title weighs nothing. */
    private static Query word(String word, Setting setting) {
        Query title =
                new BoostQuery(new TermQuery(new Term(TITLE, word)), setting.titleWeight);
        String main = setting.fields == Fields.JOINED ? TITLE_AND_TEXT : TEXT;
        Query text = new TermQuery(new Term(main, word));
        if (setting.titleWeight == 0) return text;
        if (setting.fields == Fields.MAX) return new DisjunctionMaxQuery(List.of(title, text), 0.1f);
        return new BooleanQuery.Builder().add(title, Occur.SHOULD).add(text, Occur.SHOULD).build();
    }
}
