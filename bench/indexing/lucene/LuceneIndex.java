import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.lucene.analysis.Analyzer;
import org.apache.lucene.analysis.fr.FrenchAnalyzer;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.UnicodeUtil;

/**
 * Indexes articles with Lucene: FrenchAnalyzer over title and body with positions, both stored, the
 * facets as doc values, all merged into one segment in the end.
 *
 * <p>usage: LuceneIndex ARTICLES INDEX THREADS. A JSON Lines file, whose articles have id, title and
 * text; a folder that is not there yet. Prints how many articles the index has and how fast it went.
 */
public final class LuceneIndex {
    private static final double RAM_BUFFER_MB = 256;
    private static final String[] FACETS = {"source", "section", "authors", "tags", "date"};

    private final BufferedReader lines;
    private final IndexWriter writer;
    private final AtomicLong textBytes = new AtomicLong();

    private LuceneIndex(BufferedReader lines, IndexWriter writer) {
        this.lines = lines;
        this.writer = writer;
    }

    public static void main(String[] arguments) throws Exception {
        if (arguments.length != 3) {
            System.err.println("usage: LuceneIndex ARTICLES INDEX THREADS");
            System.exit(2);
        }
        long begin = System.nanoTime();
        int threads = Integer.parseInt(arguments[2]);
        try (Analyzer analyzer = new FrenchAnalyzer();
                Directory directory = FSDirectory.open(Path.of(arguments[1]));
                BufferedReader lines = Files.newBufferedReader(
                        Path.of(arguments[0]), StandardCharsets.UTF_8)) {
            IndexWriterConfig config = new IndexWriterConfig(analyzer);
            config.setOpenMode(IndexWriterConfig.OpenMode.CREATE);
            config.setRAMBufferSizeMB(RAM_BUFFER_MB);
            LuceneIndex index;
            try (IndexWriter writer = new IndexWriter(directory, config)) {
                index = new LuceneIndex(lines, writer);
                index.addAll(threads);
                writer.forceMerge(1);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            try (IndexReader reader = DirectoryReader.open(directory)) {
                System.out.printf(Locale.ROOT,
                        "%d articles indexed in %.1f s; %.1f MB of text, %.0f articles/s%n",
                        reader.numDocs(), seconds, index.textBytes.get() / 1e6,
                        reader.numDocs() / seconds);
            }
        }
    }

    private void addAll(int threads) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<Void>> ends = new ArrayList<>();
        Callable<Void> work = () -> {
            for (String line = nextLine(); line != null; line = nextLine()) {
                writer.addDocument(document(JsonLine.parse(line)));
            }
            return null;
        };
        for (int i = 0; i < threads; ++i) ends.add(pool.submit(work));
        pool.shutdown();
        try {
            for (Future<Void> end : ends) end.get();
        } catch (ExecutionException failed) {
            pool.shutdownNow();
            throw new IOException("cannot index: " + failed.getCause().getMessage(), failed);
        }
    }

    private String nextLine() throws IOException {
        synchronized (lines) {
            return lines.readLine();
        }
    }

    private Document document(Map<String, List<String>> article) {
        String title = text(article, "title");
        String body = text(article, "text");
        textBytes.addAndGet(UnicodeUtil.calcUTF16toUTF8Length(title, 0, title.length())
                + UnicodeUtil.calcUTF16toUTF8Length(body, 0, body.length()));
        Document document = new Document();
        document.add(new StringField("id", text(article, "id"), Field.Store.YES));
        document.add(new TextField("title", title, Field.Store.YES));
        document.add(new TextField("body", body, Field.Store.YES));
        for (String facet : FACETS) {
            for (String value : article.getOrDefault(facet, List.of())) {
                document.add(new SortedSetDocValuesField(facet, new BytesRef(value)));
            }
        }
        return document;
    }

    private static String text(Map<String, List<String>> article, String key) {
        List<String> texts = article.getOrDefault(key, List.of());
        return texts.isEmpty() ? "" : texts.get(0);
    }
}
