{{- define "rookery.labels" -}}
app.kubernetes.io/name: rookery
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/component: {{ .role }}
{{- end -}}

{{- define "rookery.deployment" -}}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ .root.Release.Name }}-{{ .role }}
  labels:
    {{- include "rookery.labels" . | nindent 4 }}
    app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
spec:
  {{- if not .part.autoscaling.enabled }}
  replicas: {{ .part.replicas }}
  {{- end }}
  selector:
    matchLabels:
      {{- include "rookery.labels" . | nindent 6 }}
  # Old pods stay until new ones are ready.
  progressDeadlineSeconds: 3900
  strategy:
    rollingUpdate: { maxUnavailable: 0, maxSurge: 1 }
  template:
    metadata:
      labels:
        {{- include "rookery.labels" . | nindent 8 }}
      annotations:
        prometheus.io/scrape: "true"
        prometheus.io/port: "9090"
    spec:
      {{- with .root.Values.imagePullSecrets }}
      imagePullSecrets:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      automountServiceAccountToken: false
      # Variables with the addresses of Services are no settings.
      enableServiceLinks: false
      # Longer than STOP_SECONDS and the pause before the stop.
      terminationGracePeriodSeconds: {{ add (int .root.Values.settings.STOP_SECONDS) 30 }}
      securityContext:
        runAsNonRoot: true
        runAsUser: 1000
        runAsGroup: 1000
        fsGroup: 1000
        seccompProfile: { type: RuntimeDefault }
      {{- with .root.Values.nodeSelector }}
      nodeSelector:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      {{- with .root.Values.tolerations }}
      tolerations:
        {{- toYaml . | nindent 8 }}
      {{- end }}
      topologySpreadConstraints:
        - maxSkew: 1
          topologyKey: kubernetes.io/hostname
          whenUnsatisfiable: ScheduleAnyway
          labelSelector:
            matchLabels:
              {{- include "rookery.labels" . | nindent 14 }}
      containers:
        - name: rookery
          image: "{{ .root.Values.image.repository }}:{{ .root.Values.image.tag | default .root.Chart.AppVersion }}"
          imagePullPolicy: {{ .root.Values.image.pullPolicy }}
          securityContext:
            allowPrivilegeEscalation: false
            readOnlyRootFilesystem: true
            capabilities: { drop: [ALL] }
          env:
            - { name: ROLE, value: {{ .role }} }
            - { name: PORT, value: "3000" }
            # Details of health and metrics, for the cluster only: the Service does not have it.
            - { name: OPERATOR_PORT, value: "9090" }
            - { name: DATA_DIR, value: /data/rookery }
            - { name: PUBLIC_URL, value: {{ .root.Values.publicUrl | quote }} }
            {{- range $name, $value := .root.Values.settings }}
            - { name: {{ $name }}, value: {{ $value | quote }} }
            {{- end }}
          envFrom:
            - secretRef: { name: {{ .root.Values.existingSecret | quote }} }
          ports:
            {{- if eq .role "web" }}
            - { name: http, containerPort: 3000 }
            {{- end }}
            - { name: operator, containerPort: 9090 }
          # The first start after an update changes the database. One pod does, and the others wait for it: up to an hour.
          startupProbe:
            httpGet: { path: /health/live, port: operator }
            periodSeconds: 5
            failureThreshold: 720
          livenessProbe:
            httpGet: { path: /health/live, port: operator }
            periodSeconds: 10
            timeoutSeconds: 5
            failureThreshold: 6
          readinessProbe:
            httpGet: { path: /health/ready, port: operator }
            periodSeconds: 5
            timeoutSeconds: 3
            failureThreshold: 2
          lifecycle:
            # Until no ingress sends requests here.
            preStop: { exec: { command: [sleep, "5"] } }
          resources:
            {{- toYaml .part.resources | nindent 12 }}
          volumeMounts:
            - { name: data, mountPath: /data }
            - { name: tmp, mountPath: /tmp }
      volumes:
        - name: data
          emptyDir: { sizeLimit: {{ .root.Values.cacheSizeLimit }} }
        - name: tmp
          emptyDir: {}
{{- end -}}

{{- define "rookery.autoscaler" -}}
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata:
  name: {{ .root.Release.Name }}-{{ .role }}
  labels:
    {{- include "rookery.labels" . | nindent 4 }}
spec:
  scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: {{ .root.Release.Name }}-{{ .role }} }
  minReplicas: {{ .part.autoscaling.minReplicas }}
  maxReplicas: {{ .part.autoscaling.maxReplicas }}
  metrics:
    - type: Resource
      resource:
        name: cpu
        target: { type: Utilization, averageUtilization: {{ .part.autoscaling.targetCpuPercent }} }
{{- end -}}

{{- define "rookery.disruptionBudget" -}}
apiVersion: policy/v1
kind: PodDisruptionBudget
metadata:
  name: {{ .root.Release.Name }}-{{ .role }}
  labels:
    {{- include "rookery.labels" . | nindent 4 }}
spec:
  maxUnavailable: 1
  selector:
    matchLabels:
      {{- include "rookery.labels" . | nindent 6 }}
{{- end -}}
