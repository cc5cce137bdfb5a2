# Power of a two-sided comparison of two means at 1 % (power.t.test) and of two shares (normal approximation with
# the variances of both, as two curves are compared on one day).
# Writes tests/oracles/designs.csv.

rows <- expand.grid(n = c(15, 40, 100), difference = c(-0.25, -0.5, -1), sd = c(0.6, 1.1))
rows$power <- mapply(
  function(n, difference, sd) {
    power.t.test(n = n, delta = abs(difference), sd = sd, sig.level = 0.01, strict = TRUE)$power
  },
  rows$n, rows$difference, rows$sd
)
means <- data.frame(kind = "means", n = rows$n, first = rows$difference, second = rows$sd, power = rows$power)

shares <- expand.grid(n = c(60, 120, 400), treated = c(0.8, 0.9), comparator = c(0.6, 0.75))
error <- sqrt((shares$treated * (1 - shares$treated) + shares$comparator * (1 - shares$comparator)) / shares$n)
shares$power <- pnorm((shares$treated - shares$comparator) / error - qnorm(0.995))
curves <- data.frame(
  kind = "shares", n = shares$n, first = shares$treated, second = shares$comparator, power = shares$power
)

found <- rbind(means, curves)
found$power <- format(found$power, digits = 12)
found$program <- "R, stats"
found$version <- paste(R.version$major, R.version$minor, sep = ".")
write.csv(found, "tests/oracles/designs.csv", row.names = FALSE)
