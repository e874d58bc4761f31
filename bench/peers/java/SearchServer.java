import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;

/**
 * Answers GET /search?q=... by what a Search finds, on 127.0.0.1, with a fixed number of threads.
 *
 * <p>The server of the JDK, as small as one can be: what is measured is the engine behind it.
 */
final class SearchServer {
    private static final int WAITING_CONNECTIONS = 1024;
    private static final String PARAMETER = "q=";

    /** An engine; called by several threads at once. */
    interface Search {
        /** The JSON answer to a query. */
        String answer(String query) throws Exception;
    }

    private SearchServer() {}

    /** Returns at once; the server ends with the process. */
    static void start(int port, int threads, Search search) throws IOException {
        // Without it the head and the body of an answer wait for one another, 40 ms each time.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        HttpServer server = HttpServer.create(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAITING_CONNECTIONS);
        server.setExecutor(Executors.newFixedThreadPool(threads));
        server.createContext("/search", exchange -> respond(exchange, search));
        server.start();
    }

    private static void respond(HttpExchange exchange, Search search) throws IOException {
        int status = 200;
        String body;
        try {
            body = search.answer(query(exchange));
        } catch (Exception failed) {
            status = 500;
            body = String.valueOf(failed);
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set(
                "Content-Type", status == 200 ? "application/json" : "text/plain; charset=utf-8");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static String query(HttpExchange exchange) {
        String parameters = exchange.getRequestURI().getRawQuery();
        if (parameters == null || !parameters.startsWith(PARAMETER)) {
            throw new IllegalArgumentException("the parameter q is missing");
        }
        return URLDecoder.decode(parameters.substring(PARAMETER.length()), StandardCharsets.UTF_8);
    }
}
